package io.lblab.nginx;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A running nginx as the applier needs it. Each stack brings one. Blocking; call it off the JavaFX
/// thread.
public interface NginxHost {

    NginxSite site();

    /// The live nginx.conf on this machine. A candidate beside it (same folder) is seen by nginx
    /// too.
    Path configFile();

    /// `nginx -t` on a candidate in the folder of [#configFile()], run where nginx runs.
    CommandResult test(Path candidate) throws IOException, InterruptedException;

    /// Asks the running nginx to load [#configFile()].
    CommandResult reload() throws IOException, InterruptedException;

    /// The processes of those workers that accept connections: not those that were told to finish.
    /// Empty when this host can't list them; the applier then waits the overlap of a reload out.
    default Optional<Set<Long>> acceptingWorkers() throws IOException {
        return Optional.empty();
    }

    /// What this nginx can do; empty when it can't be asked.
    default Optional<Capabilities> capabilities() throws IOException, InterruptedException {
        return Optional.empty();
    }

    /// The last lines of nginx's error log, or none when this host can't read it quickly.
    default List<String> recentErrors() throws IOException {
        return List.of();
    }

    /// Follows the access log from now on, a JSON line at a time, until the subscription is closed.
    /// Lines come on a thread of the stack.
    Subscription followAccessLog(Consumer<String> line) throws IOException;

    /// Ends what it stands for; closing twice does nothing.
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
