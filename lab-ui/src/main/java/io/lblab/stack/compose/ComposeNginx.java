package io.lblab.stack.compose;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.TopContainerResponse;
import com.github.dockerjava.api.model.Frame;
import io.lblab.nginx.Capabilities;
import io.lblab.nginx.CommandResult;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.LogLine;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// nginx in its container: its folder is mounted from this machine, its commands run inside.
final class ComposeNginx implements NginxHost {

    /// Where the container sees the mounted folder.
    static final String FOLDER = "/etc/nginx";

    private static final int LAST_LINES = 200;

    private final DockerEngine engine;
    private final String container;
    private final NginxSite site;
    private final Path folder;

    /// @param container the container's name
    /// @param folder the mounted folder on this machine
    ComposeNginx(DockerEngine engine, String container, NginxSite site, Path folder) {
        this.engine = engine;
        this.container = container;
        this.site = site;
        this.folder = folder;
    }

    @Override
    public NginxSite site() {
        return site;
    }

    @Override
    public Path configFile() {
        return folder.resolve("nginx.conf");
    }

    @Override
    public CommandResult test(Path candidate) throws IOException, InterruptedException {
        return run("nginx", "-t", "-c", FOLDER + "/" + candidate.getFileName());
    }

    @Override
    public CommandResult reload() throws IOException, InterruptedException {
        return run("nginx", "-s", "reload");
    }

    @Override
    public Optional<Set<Long>> acceptingWorkers() throws IOException {
        try {
            TopContainerResponse top =
                    engine.ask(docker -> docker.topContainerCmd(container).exec());
            List<String> titles = Arrays.asList(Objects.requireNonNull(top.getTitles()));
            int pid = titles.indexOf("PID");
            int command = titles.size() - 1;
            // One that was told to finish is called `worker process is shutting down`.
            return Optional.of(
                    Arrays.stream(Objects.requireNonNull(top.getProcesses()))
                            .filter(row -> row[command].strip().equals("nginx: worker process"))
                            .map(row -> Long.valueOf(row[pid]))
                            .collect(Collectors.toSet()));
        } catch (StackException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<Capabilities> capabilities() throws IOException, InterruptedException {
        try {
            return Optional.of(Capabilities.parse(run("nginx", "-V").output()));
        } catch (NginxException noNginx) {
            return Optional.empty();
        }
    }

    @Override
    public List<String> recentErrors() throws IOException {
        try {
            return LogFollower.last(engine, "nginx", LAST_LINES).stream()
                    .map(LogLine::text)
                    .filter(line -> !line.startsWith("{"))
                    .toList();
        } catch (StackException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public Subscription followAccessLog(Consumer<String> line) throws IOException {
        try {
            // The tail covers what was written while the engine looked for the log's end.
            return LogFollower.start(
                    engine,
                    "nginx",
                    2000,
                    engine.now(),
                    log -> {
                        if (log.text().startsWith("{")) {
                            line.accept(log.text());
                        }
                    });
        } catch (StackException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private CommandResult run(String... command) throws IOException, InterruptedException {
        String typed = "docker exec " + container + " " + String.join(" ", command);
        long begin = System.nanoTime();
        try {
            String exec =
                    engine.ask(docker ->
                            docker.execCreateCmd(container)
                                    .withAttachStdout(true)
                                    .withAttachStderr(true)
                                    .withCmd(Arrays.copyOf(command, command.length))
                                    .exec()
                                    .getId());
            Output output = new Output();
            engine.ask(docker -> docker.execStartCmd(exec).exec(output));
            output.awaitCompletion();
            Long code = engine.ask(docker -> docker.inspectExecCmd(exec).exec().getExitCodeLong());
            return new CommandResult(
                    typed,
                    code == null ? -1 : Math.toIntExact(code),
                    output.text(),
                    Duration.ofNanos(System.nanoTime() - begin));
        } catch (StackException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// What a command in the container says, output and errors in order.
    private static final class Output extends ResultCallback.Adapter<Frame> {

        private final StringBuilder text = new StringBuilder();

        @Override
        public void onNext(Frame frame) {
            synchronized (text) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        }

        String text() {
            synchronized (text) {
                return text.toString().strip();
            }
        }
    }
}
