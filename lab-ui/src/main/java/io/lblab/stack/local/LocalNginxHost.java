package io.lblab.stack.local;

import io.lblab.nginx.Capabilities;
import io.lblab.nginx.CommandResult;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// nginx as a process of this machine.
final class LocalNginxHost implements NginxHost {

    private static final int RECENT_ERRORS = 50;

    private final NginxCommand command;
    private final NginxSite site;

    LocalNginxHost(NginxCommand command, NginxSite site) {
        this.command = command;
        this.site = site;
    }

    @Override
    public NginxSite site() {
        return site;
    }

    @Override
    public Path configFile() {
        return command.configFile();
    }

    @Override
    public CommandResult test(Path candidate) throws IOException, InterruptedException {
        return Commands.run(command.test(candidate));
    }

    @Override
    public CommandResult reload() throws IOException, InterruptedException {
        return Commands.run(command.reload());
    }

    @Override
    public Optional<Set<Long>> acceptingWorkers() throws IOException {
        return master().map(master -> {
            try (Stream<ProcessHandle> children = master.children()) {
                return children.map(ProcessHandle::pid)
                        .filter(LocalNginxHost::accepts)
                        .collect(Collectors.toSet());
            }
        });
    }

    @Override
    public Optional<Capabilities> capabilities() throws IOException, InterruptedException {
        try {
            return Optional.of(Capabilities.parse(Commands.run(command.version()).output()));
        } catch (NginxException noNginx) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> recentErrors() throws IOException {
        return FileTail.last(command.errorLog(), RECENT_ERRORS);
    }

    @Override
    public Subscription followAccessLog(Consumer<String> line) throws IOException {
        return FileTail.follow(command.accessLog(), line);
    }

    private static boolean accepts(long pid) {
        return ProcFiles.commandLine(pid)
                .filter(title -> title.startsWith("nginx: worker process"))
                .filter(title -> !title.contains("shutting down"))
                .isPresent();
    }

    private Optional<ProcessHandle> master() throws IOException {
        try {
            String pid = Files.readString(command.pidFile()).strip();
            return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        }
    }
}
