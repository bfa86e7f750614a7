package io.lblab.stack.compose;

import com.github.dockerjava.api.model.Frame;
import io.lblab.stack.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

/// Puts the engine's log frames together to lines. A frame holds a part of a line, a line, or many;
/// each line begins with the engine's timestamp. One object reads one output stream.
final class LogLines {

    private final String service;
    private final Consumer<LogLine> listener;
    private final StringBuilder pending = new StringBuilder();

    LogLines(String service, Consumer<LogLine> listener) {
        this.service = service;
        this.listener = listener;
    }

    void accept(Frame frame) {
        pending.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
        int from = 0;
        for (int end = pending.indexOf("\n"); end >= 0; end = pending.indexOf("\n", from)) {
            emit(pending.substring(from, end));
            from = end + 1;
        }
        pending.delete(0, from);
    }

    /// The stream has ended: what is left is a line too.
    void end() {
        if (!pending.isEmpty()) {
            emit(pending.toString());
            pending.setLength(0);
        }
    }

    private void emit(String raw) {
        String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
        int space = line.indexOf(' ');
        Optional<Instant> at = space < 0 ? Optional.empty() : time(line.substring(0, space));
        listener.accept(
                new LogLine(service, at, at.isPresent() ? line.substring(space + 1) : line));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
