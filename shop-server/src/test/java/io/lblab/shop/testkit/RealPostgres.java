package io.lblab.shop.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// A real PostgreSQL server on a free port of the loopback, from the installed programs. The server
/// refuses to run as root; root's is run by the user `nobody`.
public final class RealPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final Path programs;
    private final int port = FreePorts.next();
    private final AtomicInteger databases = new AtomicInteger();
    private ChildProcess process;

    public RealPostgres(Path directory, Path programs) {
        this.directory = directory;
        this.programs = programs;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (isRoot()) {
            run(List.of("chown", "nobody", directory.toString()));
            openTheWay();
        }
        run(
                asServerUser(
                        programs.resolve("initdb").toString(),
                        "-D",
                        data(),
                        "-U",
                        "shop",
                        "--auth=trust",
                        "--no-sync",
                        "-E",
                        "UTF8",
                        "--locale=C"));
    }

    /// The folder of `initdb` and `postgres`, if they are installed.
    public static Optional<Path> programs() {
        Stream<Path> onPath =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of);
        Path debian = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.of()) {
            return Stream.concat(
                            onPath,
                            versions.sorted((a, b) -> b.compareTo(a)).map(v -> v.resolve("bin")))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RealPostgres start() {
        process =
                ChildProcess.start(
                        asServerUser(
                                programs.resolve("postgres").toString(),
                                "-D",
                                data(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "max_connections=100"),
                        Map.of(),
                        directory);
        Awaitility.await("postgres").atMost(PATIENCE).until(this::answers);
        return this;
    }

    /// For `DB_URL`.
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?user=shop".formatted(port, database);
    }

    /// Makes an empty database.
    ///
    /// @return its URL for `DB_URL`
    public String createDatabase() {
        String name = "shop" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return url(name);
    }

    /// Breaks every connection of clients, as an administrator or a failing network would.
    public void breakConnections() {
        execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE application_name = 'shop-server'");
    }

    /// Ends the server and its children at once, without a checkpoint (SIGQUIT); the next start
    /// recovers what was committed.
    public void stop() {
        if (process != null) {
            run(List.of("kill", "-QUIT", Long.toString(process.process().pid())));
            process.awaitExit(PATIENCE);
            process = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private boolean answers() {
        if (!process.process().isAlive()) {
            throw new AssertionError(process.output());
        }
        try (Connection connection = DriverManager.getConnection(url("postgres"))) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /// The temporary folders above are the owner's alone; the server's user must get through.
    private void openTheWay() {
        for (Path folder = directory.getParent();
                folder != null && folder.startsWith(System.getProperty("java.io.tmpdir"));
                folder = folder.getParent()) {
            if (!folder.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
                run(List.of("chmod", "a+x", folder.toString()));
            }
        }
    }

    /// `exec` lets the server be the process we know and end.
    private static List<String> asServerUser(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private void run(List<String> command) {
        try (ChildProcess child = ChildProcess.start(command, Map.of(), directory)) {
            if (child.awaitExit(PATIENCE) != 0) {
                throw new AssertionError(command + ":\n" + child.output());
            }
        }
    }
}
