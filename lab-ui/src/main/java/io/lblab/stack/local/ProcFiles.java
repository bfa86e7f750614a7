package io.lblab.stack.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the system knows of a process: Linux's /proc, elsewhere `ps`.
final class ProcFiles {

    static final long GONE = -1;

    private static final Path PROC = Path.of("/proc");

    private ProcFiles() {}

    /// The command line as it reads now (nginx rewrites its own); empty when the process is gone.
    static Optional<String> commandLine(long pid) {
        Path file = PROC.resolve(pid + "/cmdline");
        try {
            if (Files.isDirectory(PROC.resolve("self"))) {
                String raw = Files.readString(file, StandardCharsets.ISO_8859_1);
                return Optional.of(raw.replace('\0', ' ').strip()).filter(s -> !s.isEmpty());
            }
            return Optional.of(
                            Commands.run(
                                            List.of(
                                                    "ps",
                                                    "-ww",
                                                    "-o",
                                                    "command=",
                                                    "-p",
                                                    String.valueOf(pid)))
                                    .output()
                                    .strip())
                    .filter(s -> !s.isEmpty());
        } catch (IOException gone) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Something that a later process with the same pid does not share: on Linux the start time in
    /// clock ticks since boot, which no change of the clock moves. [#GONE] for a process that has
    /// ended, also while nobody has yet asked how.
    static long birth(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"));
            // Field 3 on; the second, in parentheses, may itself contain spaces.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || fields[0].equals("X")
                    ? GONE
                    : Long.parseLong(fields[19]);
        } catch (IOException noProc) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Instant::toEpochMilli)
                    .orElse(GONE);
        }
    }

    /// The working folder of a process; empty when unknown.
    static Optional<Path> workingFolder(long pid) {
        try {
            return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/cwd")));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
