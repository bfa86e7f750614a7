package io.lblab.cli;

import io.lblab.traffic.listen.ListenersSnapshot;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ListenersSnapshot.Held;
import io.lblab.traffic.listen.ListenersSnapshot.Probes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Listeners as lines of a terminal.
final class ListenText {

    private static final int NAMED = 5;

    private ListenText() {}

    /// Where it stands.
    ///
    /// @param names of the instances by `X-Instance-ID`: `1` → `app1`
    static String line(ListenersSnapshot now, Map<String, String> names) {
        return String.format(
                Locale.ROOT,
                "%,d of %,d connected (%s)  %,d events  %,.0f a second",
                now.open(),
                now.listeners().size(),
                now.instances().entrySet().stream()
                        .map(e ->
                                String.format(
                                        Locale.ROOT,
                                        "%s: %,d",
                                        names.getOrDefault(e.getKey(), e.getKey()),
                                        e.getValue().listeners()))
                        .collect(Collectors.joining(", ")),
                now.events(),
                now.eventsPerSecond());
    }

    /// What was heard.
    ///
    /// @param names as in [#line]
    static void print(Terminal terminal, ListenersSnapshot found, Map<String, String> names) {
        int all = found.listeners().size();
        int place = 0;
        for (Map.Entry<String, Held> instance : found.instances().entrySet()) {
            Held held = instance.getValue();
            terminal.print(
                    String.format(
                            Locale.ROOT,
                            "  %-7s %s %,6d of %,d listeners  %,d events",
                            names.getOrDefault(instance.getKey(), instance.getKey()),
                            terminal.shareBar((double) held.listeners() / all, place++),
                            held.listeners(),
                            all,
                            held.events()));
        }
        terminal.print("  " + events(found));
        probes(found, names).forEach(line -> terminal.print("  " + line));
        terminal.print(
                String.format(
                        Locale.ROOT,
                        "  %,d reconnects%s",
                        found.reconnects(),
                        found.open() == all
                                ? "; all are connected."
                                : String.format(
                                        Locale.ROOT, "; %,d have no stream.", all - found.open())));
        found.breaks()
                .forEach((why, count) ->
                        terminal.print(String.format(Locale.ROOT, "  %,d × %s", count, why)));
    }

    private static String events(ListenersSnapshot found) {
        long fewest = found.listeners().stream().mapToLong(Heard::events).min().orElse(0);
        long most = found.listeners().stream().mapToLong(Heard::events).max().orElse(0);
        return fewest == most
                ? String.format(Locale.ROOT, "Each heard %,d events.", most)
                : String.format(
                        Locale.ROOT, "They heard between %,d and %,d events.", fewest, most);
    }

    private static List<String> probes(ListenersSnapshot found, Map<String, String> names) {
        Probes probes = found.probes();
        if (probes.published() == 0) {
            return probes.failures().isEmpty()
                    ? List.of()
                    : List.of("No probe could be published: " + counted(probes.failures()) + ".");
        }
        String times =
                String.format(
                        Locale.ROOT,
                        "%,d probes, from publishing to reading: p50 %.1f ms · p90 %.1f ms · p99 %.1f ms · max %.1f ms"
                                + " (%,d receipts).",
                        probes.published(),
                        probes.p50Millis(),
                        probes.p90Millis(),
                        probes.p99Millis(),
                        probes.maxMillis(),
                        probes.receipts());
        String failed =
                probes.failures().isEmpty()
                        ? ""
                        : " Not published: " + counted(probes.failures()) + ".";
        return List.of(times + failed, missed(found, names));
    }

    private static String missed(ListenersSnapshot found, Map<String, String> names) {
        Probes probes = found.probes();
        String away =
                probes.away() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %,d were published while a listener had no stream.",
                                probes.away());
        List<Heard> missing = found.missing();
        if (missing.isEmpty()) {
            return "Nobody missed one that was published while its stream was open." + away;
        }
        String who =
                missing.stream()
                        .limit(NAMED)
                        .map(one ->
                                "listener "
                                        + (found.listeners().indexOf(one) + 1)
                                        + " ("
                                        + one.client()
                                        + ", "
                                        + names.getOrDefault(one.instance(), one.instance())
                                        + ") "
                                        + one.probesMissed())
                        .collect(Collectors.joining(", "));
        return "MISSED: "
                + who
                + (missing.size() > NAMED
                        ? String.format(Locale.ROOT, " and %,d more", missing.size() - NAMED)
                        : "")
                + "."
                + away;
    }

    private static String counted(Map<String, Long> words) {
        return words.entrySet().stream()
                .map(e -> String.format(Locale.ROOT, "%,d × %s", e.getValue(), e.getKey()))
                .collect(Collectors.joining(", "));
    }
}
