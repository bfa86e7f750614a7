package io.lblab.nginx;

import io.lblab.forecast.Outlook;
import io.lblab.upstream.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an apply will do to the shares, and the first picks after it.
final class EffectWords {

    static final String COMMAND = "forecast of %,d requests".formatted(Outlook.REQUESTS);

    private EffectWords() {}

    /// For example `app1 50.0 % → 75.0 %, app2 50.0 % → 25.0 %; first app1 app1 app2 app1 …`.
    static String of(Balancing was, Balancing wanted) {
        Upstream before = was.upstream();
        Upstream after = wanted.upstream();
        Optional<Outlook> then = wanted.outlook();
        if (then.isEmpty()) {
            return "there is no forecast for " + after.strategy().id();
        }
        Optional<Outlook> now = was.outlook();
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < after.servers().size(); i++) {
            String name = after.servers().get(i).name();
            String share = percent(then.get().shares().get(i));
            String old = now.map(known -> share(known, before, name) + " → ").orElse("");
            shares.add(name + " " + (old.equals(share + " → ") ? "" : old) + share);
        }
        return String.join(", ", shares) + first(then.get(), after) + perWorker(wanted);
    }

    private static String share(Outlook outlook, Upstream upstream, String name) {
        for (int i = 0; i < upstream.servers().size(); i++) {
            if (upstream.servers().get(i).name().equals(name)) {
                return percent(outlook.shares().get(i));
            }
        }
        return "none";
    }

    private static String perWorker(Balancing wanted) {
        int workers = wanted.workers().count();
        return Outlook.isPerWorker(wanted.upstream(), workers)
                ? " on each of the " + workers + " workers"
                : "";
    }

    private static String first(Outlook outlook, Upstream upstream) {
        if (outlook.next().isEmpty()) {
            return "; drawn by lot";
        }
        return outlook.next().stream()
                .limit(8)
                .map(server -> server < 0 ? "nobody" : upstream.servers().get(server).name())
                .collect(Collectors.joining(" ", "; first ", " …"));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
