package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.forecast.RunForecast;
import io.lblab.distribution.verdict.VerdictWords;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A distribution as lines of a terminal: a bar for each instance, then latency and errors.
final class DistributionText {

    private DistributionText() {}

    /// @param forecast beside the counts
    static void print(Terminal terminal, DistributionSnapshot snapshot, RunForecast forecast) {
        List<InstanceCount> instances = snapshot.instances();
        for (int i = 0; i < instances.size(); i++) {
            InstanceCount instance = instances.get(i);
            terminal.print(
                    String.format(
                            Locale.ROOT,
                            "  %-7s %s %,9d  %6.2f %%  %s",
                            instance.server(),
                            terminal.shareBar(instance.share(), i),
                            instance.count(),
                            instance.share() * 100,
                            beside(instance, forecast.count(i))));
        }
        if (forecast.isKnown()) {
            terminal.print("  " + VerdictWords.english().basis(forecast));
        }
        terminal.print(
                String.format(
                        Locale.ROOT,
                        "  %,d requests in %.1f s · %,.0f req/s · p50 %.1f ms · p99 %.1f ms · max %.1f ms · failed %,d%s",
                        snapshot.total(),
                        snapshot.elapsed().toMillis() / 1e3,
                        snapshot.rate(),
                        snapshot.p50Millis(),
                        snapshot.p99Millis(),
                        snapshot.maxMillis(),
                        snapshot.errors(),
                        snapshot.resent() == 0
                                ? ""
                                : String.format(Locale.ROOT, " · resent %,d", snapshot.resent())));
        if (snapshot.byStatus().keySet().stream().anyMatch(status -> status >= 400)) {
            terminal.print(
                    snapshot.byStatus().entrySet().stream()
                            .filter(entry -> entry.getKey() > 0)
                            .map(entry ->
                                    String.format(
                                            Locale.ROOT,
                                            "%,d × status %d%s",
                                            entry.getValue(),
                                            entry.getKey(),
                                            byNginx(snapshot, entry.getKey())))
                            .collect(Collectors.joining(" · ", "  ", "")));
        }
        snapshot.failures()
                .forEach((failure, count) ->
                        terminal.print(String.format(Locale.ROOT, "  %,d × %s", count, failure)));
    }

    /// ` (12 of them by nginx itself)`
    private static String byNginx(DistributionSnapshot snapshot, int status) {
        long own = snapshot.nginxErrors().getOrDefault(status, 0L);
        return own == 0 ? "" : String.format(Locale.ROOT, " (%,d by nginx itself)", own);
    }

    /// `forecast 5,000 (+2)`; what the weights ask for where there is no forecast.
    private static String beside(InstanceCount instance, double forecast) {
        if (Double.isNaN(instance.configuredShare())) {
            return "";
        }
        if (Double.isNaN(forecast)) {
            return String.format(
                    Locale.ROOT, "(weights ask for %.2f %%)", instance.configuredShare() * 100);
        }
        long off = instance.count() - Math.round(forecast);
        String difference = off == 0 ? "=" : String.format(Locale.ROOT, "%+,d", off);
        return String.format(Locale.ROOT, "forecast %,d (%s)", Math.round(forecast), difference);
    }
}
