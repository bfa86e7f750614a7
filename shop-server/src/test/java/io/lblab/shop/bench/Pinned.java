package io.lblab.shop.bench;

import io.lblab.shop.testkit.ChildProcess;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// A JVM that serves on one core.
final class Pinned implements AutoCloseable {
    private static final long TICKS_PER_SECOND = 100; // of /proc, on every Linux

    private final ChildProcess process;
    private final int port;
    private final Duration start;

    private Pinned(ChildProcess process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /// Starts it on these cores ("0", "0,1") and waits until it answers this path with 200.
    static Pinned start(
            String cores,
            List<String> java,
            Map<String, String> settings,
            int port,
            String path,
            Path directory) {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", cores));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(java);
        long before = System.nanoTime();
        ChildProcess process = ChildProcess.start(command, settings, directory);
        Awaitility.await("serving")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() ->
                        (FreePorts.answers(port) && new Client(port).get(path).status() == 200)
                                || !process.process().isAlive());
        return new Pinned(process, port, Duration.ofNanos(System.nanoTime() - before));
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /// From exec to that answer.
    Duration startTime() {
        return start;
    }

    /// CPU time of the process until now, user and system.
    Duration cpu() {
        String[] fields = read("stat").replaceFirst("^.*\\) ", "").split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /// Resident memory now, in MB.
    long residentMegabytes() {
        return read("status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    /// Asks it to end, and waits until it has.
    void end() {
        process.process().destroy();
        process.awaitExit(Duration.ofSeconds(60));
    }

    String output() {
        return process.output();
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.process().pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
