package io.lblab.nginx;

import java.io.IOException;
import java.util.Optional;

/// The configuration that nginx runs, as far as its answer and the files beside nginx.conf tell.
///
/// @param config what is to be changed by an apply
/// @param edit what somebody changed by hand since the lab wrote it
record RunningConfig(NginxConfig config, Optional<HandEdit> edit) {

    /// Finds it. After an apply that was killed before its reload, it is the previous file, not the
    /// live one.
    ///
    /// @param answered the generation that nginx itself names
    /// @throws NginxException when no file carries that generation, or it says what the lab doesn't
    ///   know and never wrote
    static RunningConfig find(int answered, ConfigFiles files, ConfigHistory history)
            throws IOException, NginxException {
        String text = files.readLive();
        Optional<String> written = history.text(answered);
        if (written.isPresent() && !isReadable(text)) {
            return new RunningConfig(
                    NginxConfig.read(written.get()),
                    Optional.of(HandEdit.between(answered, written.get(), text)));
        }
        NginxConfig config = NginxConfig.read(text);
        if (config.generation() == answered) {
            if (history.isEmpty()) {
                history.keep(config, Origin.START);
            }
            return new RunningConfig(
                    config,
                    written.filter(old -> !old.equals(text))
                            .map(old -> HandEdit.between(answered, old, text)));
        }
        Optional<String> previous = files.readPrevious();
        if (previous.isPresent()) {
            NginxConfig older = NginxConfig.read(previous.get());
            if (older.generation() == answered) {
                return new RunningConfig(older, Optional.empty());
            }
        }
        throw new NginxException(
                "nginx runs generation "
                        + answered
                        + ", which is not the one in nginx.conf ("
                        + config.generation()
                        + "): restart the service nginx to have it load the file.");
    }

    private static boolean isReadable(String text) {
        try {
            NginxConfig.read(text);
            return true;
        } catch (NginxException e) {
            return false;
        }
    }
}
