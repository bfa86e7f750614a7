package io.lblab.stack.local;

import io.lblab.nginx.CommandResult;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A real nginx whose configuration is changed by someone else just before the first reload.
final class FaultyHost implements NginxHost {

    private final NginxHost real;
    private UnaryOperator<String> change;

    FaultyHost(NginxHost real, UnaryOperator<String> change) {
        this.real = real;
        this.change = change;
    }

    @Override
    public CommandResult reload() throws IOException, InterruptedException {
        Files.writeString(configFile(), change.apply(Files.readString(configFile())));
        change = UnaryOperator.identity();
        return real.reload();
    }

    @Override
    public NginxSite site() {
        return real.site();
    }

    @Override
    public Path configFile() {
        return real.configFile();
    }

    @Override
    public CommandResult test(Path candidate) throws IOException, InterruptedException {
        return real.test(candidate);
    }

    @Override
    public Optional<Set<Long>> acceptingWorkers() throws IOException {
        return real.acceptingWorkers();
    }

    @Override
    public List<String> recentErrors() throws IOException {
        return real.recentErrors();
    }

    @Override
    public Subscription followAccessLog(Consumer<String> line) throws IOException {
        return real.followAccessLog(line);
    }
}
