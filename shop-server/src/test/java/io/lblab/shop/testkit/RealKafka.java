package io.lblab.shop.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A real Kafka broker (KRaft, one node) as a child process from the test class path.
public final class RealKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = FreePorts.next();
    private final int controllerPort = FreePorts.next();
    private ChildProcess process;

    public RealKafka(Path directory) {
        this.directory = directory;
        write();
        try (ChildProcess format =
                java(
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        "AAAAAAAAAAAAAAAAAAAAAA",
                        "-c",
                        "server.properties")) {
            if (format.awaitExit(PATIENCE) != 0) {
                throw new AssertionError(format.output());
            }
        }
    }

    public RealKafka start() {
        process = run();
        return this;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /// Kills it; the next start goes on with what it had.
    public void stop() {
        if (process != null) {
            process.kill();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess run() {
        ChildProcess broker = java("kafka.Kafka", "server.properties");
        Awaitility.await("kafka")
                .atMost(PATIENCE)
                .until(() -> FreePorts.answers(port) || !broker.process().isAlive());
        if (!broker.process().isAlive()) {
            throw new AssertionError(broker.output());
        }
        return broker;
    }

    private ChildProcess java(String... command) {
        List<String> options = List.of("-Xmx256m", "-cp", System.getProperty("java.class.path"));
        return ChildProcess.java(
                Stream.concat(options.stream(), List.of(command).stream()).toList(),
                Map.of(),
                directory);
    }

    private void write() {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    directory.resolve("server.properties"),
                    """
                    process.roles=broker,controller
                    node.id=1
                    controller.quorum.voters=1@127.0.0.1:%2$d
                    listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                    advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
                    controller.listener.names=CONTROLLER
                    log.dirs=%3$s
                    offsets.topic.replication.factor=1
                    offsets.topic.num.partitions=1
                    transaction.state.log.replication.factor=1
                    transaction.state.log.min.isr=1
                    group.initial.rebalance.delay.ms=0
                    auto.create.topics.enable=false
                    """
                            .formatted(port, controllerPort, directory.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
