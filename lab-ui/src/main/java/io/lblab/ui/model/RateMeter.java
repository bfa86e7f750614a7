package io.lblab.ui.model;

import io.lblab.distribution.InstanceCount;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// Requests per second over about the last second, from the figures of successive ticks.
final class RateMeter {

    private static final double WINDOW_SECONDS = 1;

    private final Deque<RunFigures> window = new ArrayDeque<>();
    private int ticksSinceEnd;

    void reset() {
        window.clear();
        ticksSinceEnd = 0;
    }

    int ticksSinceEnd() {
        return ticksSinceEnd;
    }

    LiveRates measure(RunFigures now) {
        if (!now.running()) {
            ticksSinceEnd++;
            return LiveRates.NONE;
        }
        window.addLast(now);
        while (window.size() > 2 && seconds(window.getFirst(), now) > WINDOW_SECONDS) {
            window.removeFirst();
        }
        RunFigures before = window.getFirst();
        double seconds = seconds(before, now);
        int clients = now.plan().clients().addresses().size();
        if (seconds <= 0) {
            return new LiveRates(true, clients, now.inFlight(), now.snapshot().rate(), Map.of());
        }
        Map<String, Double> byServer = new HashMap<>();
        for (InstanceCount count : now.snapshot().instances()) {
            byServer.put(count.server(), (count.count() - count(before, count.server())) / seconds);
        }
        return new LiveRates(
                true,
                clients,
                now.inFlight(),
                (now.snapshot().total() - before.snapshot().total()) / seconds,
                byServer);
    }

    private static double seconds(RunFigures from, RunFigures to) {
        return to.snapshot().elapsed().minus(from.snapshot().elapsed()).toNanos() / 1e9;
    }

    private static long count(RunFigures figures, String server) {
        return figures.snapshot().instances().stream()
                .filter(c -> c.server().equals(server))
                .mapToLong(InstanceCount::count)
                .sum();
    }
}
