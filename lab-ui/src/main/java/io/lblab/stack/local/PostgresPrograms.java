package io.lblab.stack.local;

import io.lblab.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The programs of PostgreSQL, and as whom they run: they refuse root, whose are run by `nobody`.
///
/// @param folder has `initdb`, `postgres` and `pg_ctl`
/// @param setpriv the program that makes root somebody else; empty where there is none
record PostgresPrograms(Path folder, Optional<Path> setpriv) {

    static final String NOBODY = "nobody";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /// From the PATH, else the newest of those that Debian keeps side by side.
    static Optional<PostgresPrograms> find(Tools tools) {
        return folder(tools.folders().map(Path::of), DEBIAN)
                .map(folder -> new PostgresPrograms(folder, tools.find("setpriv")));
    }

    /// @param versions a folder per version, named by its number
    static Optional<Path> folder(Stream<Path> first, Path versions) {
        return Stream.concat(first, newestFirst(versions))
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                .findFirst();
    }

    /// What is said where it is not installed.
    static StackException missing() {
        return new StackException(
                "PostgreSQL is missing. "
                        + Tools.cure(
                                "PostgreSQL", "postgresql", "postgresql", "postgresql-server"));
    }

    /// Whether the lab runs as root.
    static boolean refuseThisUser() {
        return System.getProperty("user.name", "").equals("root");
    }

    /// The command line of one of the programs.
    ///
    /// @throws StackException when it refuses this user and nothing helps
    List<String> command(String program, String... arguments) throws StackException {
        List<String> command = new ArrayList<>();
        if (refuseThisUser()) {
            Path become =
                    setpriv.orElseThrow(() ->
                            new StackException(
                                    "PostgreSQL refuses to run as root: start the lab as another"
                                            + " user."));
            command.addAll(
                    List.of(
                            become.toString(),
                            "--reuid=" + NOBODY,
                            "--regid=65534", // nogroup, or nobody, depending on the system
                            "--clear-groups"));
        }
        command.add(folder.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Stream<Path> newestFirst(Path versions) {
        if (!Files.isDirectory(versions)) {
            return Stream.of();
        }
        try (Stream<Path> all = Files.list(versions)) {
            return all
                    .filter(version -> version.getFileName().toString().matches("[0-9]{1,3}"))
                    .sorted(Comparator.comparingInt(PostgresPrograms::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            return Stream.of();
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(version.getFileName().toString());
    }
}
