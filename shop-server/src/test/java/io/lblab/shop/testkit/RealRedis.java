package io.lblab.shop.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/// A real Redis on a free port: the installed one, else the one in embedded-redis.
public final class RealRedis implements AutoCloseable {
    private interface Running {
        void stop();
    }

    private final int port;
    private final Path directory;
    private Map<String, String> persistence = Map.of();
    private Running running = () -> {};

    public RealRedis(Path directory) {
        this(directory, FreePorts.next());
    }

    public RealRedis(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /// Lets it write each change to disk before it answers, so that a kill loses nothing.
    public RealRedis durable() {
        persistence = Map.of("appendonly", "yes", "appendfsync", "always");
        return this;
    }

    public RealRedis start() {
        running = installed() ? startInstalled() : startEmbedded();
        Awaitility.await("redis")
                .atMost(Duration.ofSeconds(10))
                .until(() -> FreePorts.answers(port));
        return this;
    }

    public int port() {
        return port;
    }

    public Jedis client() {
        return new Jedis("127.0.0.1", port);
    }

    /// Kills it: the next start is empty, unless it is [#durable].
    public void stop() {
        running.stop();
        running = () -> {};
    }

    @Override
    public void close() {
        stop();
    }

    private static boolean installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, "redis-server")));
    }

    private Running startInstalled() {
        ChildProcess process =
                ChildProcess.start(
                        Stream.concat(
                                        Stream.of(
                                                "redis-server",
                                                "--port",
                                                Integer.toString(port),
                                                "--bind",
                                                "127.0.0.1",
                                                "--save",
                                                ""),
                                        persistence.entrySet().stream()
                                                .flatMap(e ->
                                                        Stream.of("--" + e.getKey(), e.getValue())))
                                .toList(),
                        Map.of(),
                        directory);
        return process::kill;
    }

    private Running startEmbedded() {
        try {
            RedisServerBuilder builder =
                    RedisServer.newRedisServer().port(port).setting("save \"\"");
            persistence.forEach((name, value) -> builder.setting(name + " " + value));
            builder.setting("dir " + directory.toAbsolutePath());
            Files.createDirectories(directory);
            RedisServer server = builder.build();
            server.start();
            return () -> {
                try {
                    server.stop();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
