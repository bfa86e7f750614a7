package io.lblab.shop.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// What every check said at one time.
///
/// @param results by name, in the order of the checks: what it said, or why it did not answer
/// @param failed the names of those that did not answer
record Checkup(Map<String, String> results, List<String> failed) {
    /// Longer than any of them should take.
    static final long PATIENCE_MS = 900;

    private static final int LONGEST_REASON = 200;

    /// Asks all at the same time and waits for the slowest, [#PATIENCE_MS] at most.
    static Checkup of(List<HealthCheck> checks, ExecutorService threads) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        List<Future<String>> asked =
                checks.stream().map(check -> threads.submit(check.probe()::ask)).toList();
        Map<String, String> results = new LinkedHashMap<>();
        List<String> failed = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            String name = checks.get(i).name();
            try {
                long left = Math.max(0, end - System.nanoTime());
                results.put(name, asked.get(i).get(left, TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                asked.get(i).cancel(true);
                results.put(name, "no answer within %d ms".formatted(PATIENCE_MS));
                failed.add(name);
            } catch (ExecutionException e) {
                results.put(name, reason(Objects.requireNonNullElse(e.getCause(), e)));
                failed.add(name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                results.put(name, "interrupted");
                failed.add(name);
            }
        }
        return new Checkup(results, List.copyOf(failed));
    }

    private static String reason(Throwable cause) {
        String said = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String line = said.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
