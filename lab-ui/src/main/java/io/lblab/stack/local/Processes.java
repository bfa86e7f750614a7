package io.lblab.stack.local;

import io.lblab.stack.local.LocalState.Entry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Starts and ends the processes of one state folder, and recognises them.
final class Processes {

    private static final List<String> PROGRAMS =
            List.of("nginx", "redis-server", "postgres", "initdb", "prometheus", "node_exporter");

    /// What starts one of them, and for a moment is there in its place.
    private static final List<String> STARTERS = List.of("sh", "setsid", "nice", "setpriv");

    /// Gives a service a tenth of the weight that the lab has where both want a processor, so that
    /// who fires and charts doesn't wait for those that it watches. Where Linux weighs sessions
    /// against each other (sched(7), autogroup) the session's weight counts, elsewhere the
    /// process's.
    private static final String BEHIND_THE_LAB =
            """
            { echo 10 >/proc/self/autogroup; } 2>/dev/null
            command -v nice >/dev/null && exec nice -n 10 "$@"
            exec "$@"
            """;

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration KILL_PATIENCE = Duration.ofSeconds(5);

    private final Folder folder;
    private final Optional<Path> setsid;

    /// @param setsid the program that gives a process a session of its own, so that a Ctrl+C meant
    ///   for the lab does not reach it
    Processes(Folder folder, Optional<Path> setsid) {
        this.folder = folder;
        this.setsid = setsid;
    }

    Entry start(ServiceSpec spec) throws IOException {
        List<String> command = new ArrayList<>();
        setsid.ifPresent(program ->
                command.addAll(List.of(program.toString(), "sh", "-c", BEHIND_THE_LAB, "sh")));
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(spec.folder().toFile())
                        .redirectInput(new File(isWindows() ? "NUL" : "/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.output().toFile()));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        return new Entry(
                spec.name(),
                process.pid(),
                ProcFiles.birth(process.pid()),
                System.currentTimeMillis(),
                "");
    }

    /// Lets it end by itself, and kills it when it has not after `patience`.
    void finish(Entry entry, Optional<List<String>> command, Duration patience)
            throws IOException, InterruptedException {
        if (entry.alive()) {
            boolean told = command.isPresent() && Commands.run(command.get()).succeeded();
            if (!told) {
                ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroy);
            }
            awaitEnd(entry, patience);
        }
        kill(entry);
    }

    /// SIGKILL, to its children too: nginx's workers would outlive their master, and what works for
    /// PostgreSQL's would keep the next from starting.
    void kill(Entry entry) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>();
        if (entry.alive()) {
            ProcessHandle.of(entry.pid())
                    .ifPresent(handle -> {
                        try (Stream<ProcessHandle> children = handle.descendants()) {
                            all.addAll(children.toList());
                        }
                        all.addFirst(handle);
                    });
        }
        killAll(all);
    }

    /// Ends what works in the state folder, whether it is written down or not: left by a lab that
    /// was killed between a start and its note, or by a master that was. Looks again until there is
    /// none, for what was ended may have started another one meanwhile: `initdb` does so often.
    ///
    /// @return how many there were
    int killStrays() throws InterruptedException {
        long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
        int killed = 0;
        List<ProcessHandle> strays = strays();
        while (!strays.isEmpty() && System.nanoTime() < deadline) {
            killAll(strays);
            killed += strays.size();
            strays = strays();
        }
        return killed;
    }

    /// Programs of this stack that run now.
    List<ProcessHandle> strays() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> handle.pid() != ProcessHandle.current().pid())
                    .filter(handle -> isOurs(handle.pid()))
                    .toList();
        }
    }

    /// Whether that process is one of this stack's programs. An editor that has one of its files
    /// open is not.
    private boolean isOurs(long pid) {
        if (ProcFiles.birth(pid) == ProcFiles.GONE) {
            return false;
        }
        String line = ProcFiles.commandLine(pid).orElse("");
        if ((line + " ").contains("-Dlblab.stack=" + folder.root() + " ")) {
            return true;
        }
        String program = line.split("[ :]", 2)[0];
        String name = program.substring(program.lastIndexOf('/') + 1);
        boolean known =
                PROGRAMS.stream().anyMatch(name::startsWith)
                        || (STARTERS.contains(name) && PROGRAMS.stream().anyMatch(line::contains));
        return known && folder.places().stream().anyMatch(place -> isIn(place, pid, line));
    }

    private static boolean isIn(Path place, long pid, String line) {
        return line.contains(place + File.separator)
                || ProcFiles.workingFolder(pid)
                        .filter(works -> works.startsWith(place))
                        .isPresent();
    }

    private static void killAll(List<ProcessHandle> handles) throws InterruptedException {
        handles.forEach(ProcessHandle::destroyForcibly);
        long deadline = System.nanoTime() + KILL_PATIENCE.toNanos();
        for (ProcessHandle handle : handles) {
            while (ProcFiles.birth(handle.pid()) != ProcFiles.GONE
                    && System.nanoTime() < deadline) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private static void awaitEnd(Entry entry, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (entry.alive() && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }
}
