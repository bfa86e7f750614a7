package io.lblab.nginx;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Waits after a reload until only the new configuration serves.
///
/// nginx starts the new workers first and tells the old ones to finish about 100 ms later; in
/// between, both take connections. So first every old worker must have been told, then fresh
/// connections in a row must answer the new generation.
final class LiveCheck {

    static final int IN_A_ROW = 20;

    /// For a host that can't list workers: well beyond the overlap (116–195 ms were measured).
    private static final Duration OVERLAP = Duration.ofMillis(400);

    private static final Duration PAUSE = Duration.ofMillis(4);

    private final NginxHost host;
    private final GenerationProbe probe;
    private final Duration patience;

    LiveCheck(NginxHost host, GenerationProbe probe, Duration patience) {
        this.host = host;
        this.probe = probe;
        this.patience = patience;
    }

    /// @param detail what was seen, or what nginx said instead
    record Outcome(boolean live, String detail) {}

    String command() {
        return "GET %s%s on %d fresh connections"
                .formatted(host.site().entry(), GenerationProbe.PATH, IN_A_ROW);
    }

    /// @param oldWorkers those that accepted before the reload
    /// @param oldErrors what stood in the error log before it
    Outcome await(int generation, Set<Long> oldWorkers, List<String> oldErrors)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        int inARow = 0;
        String last = "";
        while (System.nanoTime() - began < patience.toNanos()) {
            if (inARow == 0 && oldOnesAccept(oldWorkers, began)) {
                last = "workers of the old configuration still accept connections";
            } else {
                try {
                    int answered = probe.ask();
                    inARow = answered == generation ? inARow + 1 : 0;
                    last = "nginx still answers generation " + answered;
                } catch (IOException e) {
                    inARow = 0;
                    last = "nginx does not answer: " + e.getMessage();
                }
                if (inARow == IN_A_ROW) {
                    return new Outcome(
                            true,
                            IN_A_ROW
                                    + " of "
                                    + IN_A_ROW
                                    + " answered generation "
                                    + generation
                                    + ", no old worker accepts any more");
                }
            }
            if (inARow == 0) {
                List<String> said = newErrors(oldErrors);
                if (!said.isEmpty()) {
                    return new Outcome(false, "nginx said: " + String.join("; ", said));
                }
                Thread.sleep(PAUSE);
            }
        }
        return new Outcome(false, last + " after " + patience.toSeconds() + " s");
    }

    private boolean oldOnesAccept(Set<Long> oldWorkers, long began) throws IOException {
        Optional<Set<Long>> accepting = host.acceptingWorkers();
        return accepting
                .map(now -> now.stream().anyMatch(oldWorkers::contains))
                .orElseGet(() -> System.nanoTime() - began < OVERLAP.toNanos());
    }

    /// Only what stops a reload: a worker's `[error]` about a dead server is no reason.
    private List<String> newErrors(List<String> before) throws IOException {
        return NginxWords.serious(
                host.recentErrors().stream()
                        .filter(line -> !before.contains(line) && line.contains("[emerg]"))
                        .toList());
    }
}
