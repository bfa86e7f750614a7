package io.lblab.distribution.report;

import io.lblab.distribution.InstanceCount;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Figures as people read them.
final class Words {

    private Words() {}

    /// `7,500`.
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// `75.00 %`, `–` for NaN.
    static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /// Milliseconds with as many decimals as matter, `–` for NaN.
    static String millis(double millis) {
        if (Double.isNaN(millis)) {
            return "–";
        }
        return String.format(
                Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%,.0f", millis);
    }

    /// `3.4 s`, `2 min 5 s`.
    static String duration(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /// `10,000 × GET /products/1, 64 at a time, from 64 clients`; `GET /products/1 for 30.0 s, …`;
    /// `GET /products/1, 500:30s requests a second, …`.
    static String plan(TrafficPlan plan) {
        return what(plan)
                + ", from "
                + clients(plan.clients())
                + (plan.clients().freshConnections() ? ", a connection for each request" : "");
    }

    private static String what(TrafficPlan plan) {
        return switch (plan.load()) {
            case Load.Open open ->
                    mix(plan)
                            + ", "
                            + LoadText.of(open)
                            + " requests a second, "
                            + (open.arrivals() == Load.Arrivals.POISSON
                                    ? "Poisson arrivals"
                                    : "at equal distances");
            case Load.Closed closed ->
                    (plan.requestsForeseen().isPresent()
                                    ? number(plan.requests()) + " × " + mix(plan)
                                    : mix(plan))
                            + closed.until().time().map(t -> " for " + duration(t)).orElse("")
                            + (closed.clients() == 1
                                    ? ", one after the other"
                                    : ", " + number(closed.clients()) + " at a time")
                            + (closed.think().isZero()
                                    ? ""
                                    : ", " + LoadText.of(closed.think()) + " between them");
        };
    }

    private static String mix(TrafficPlan plan) {
        if (plan.endpoints().size() == 1) {
            return plan.endpoints().getFirst().name();
        }
        int total =
                plan.mix().stream().mapToInt(WeightedRequest::weight).sum()
                        + plan.journeys().stream().mapToInt(Journey::weight).sum();
        return Stream.concat(
                        plan.mix().stream()
                                .map(request ->
                                        Math.round(100.0 * request.weight() / total)
                                                + " % "
                                                + request.method()
                                                + " "
                                                + request.path()),
                        plan.journeys().stream()
                                .map(journey ->
                                        Math.round(100.0 * journey.weight() / total)
                                                + " % visitors: "
                                                + journey.name()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String clients(ClientPool pool) {
        int count = pool.addresses().size();
        if (count == 1) {
            return "one client";
        }
        int networks = pool.networks();
        return number(count)
                + (pool.via() == ClientPool.Via.SOURCE_ADDRESS
                        ? " clients (source addresses)"
                        : " clients (X-Forwarded-For)")
                + (networks == count
                        ? ""
                        : networks == 1 ? " in one /24" : " in " + number(networks) + " /24s");
    }

    /// What stands under the name of an instance: `weight 3`.
    static String role(InstanceCount instance, int index, Upstream upstream) {
        if (Double.isNaN(instance.configuredShare())) {
            return switch (instance.instance()) {
                case "nginx" -> "answered itself";
                case "none" -> "no answer";
                default -> "not configured";
            };
        }
        return "weight " + upstream.servers().get(index).weight();
    }

    /// `75.12 % · forecast 7,500`, or `75.12 % · configured 75.00 %` without a forecast.
    static String share(RunReport report, int index) {
        InstanceCount instance = report.run().instances().get(index);
        String share = percent(instance.share());
        if (Double.isNaN(instance.configuredShare())) {
            return share;
        }
        double forecast = report.forecast().count(index);
        return Double.isNaN(forecast)
                ? share + " · configured " + percent(instance.configuredShare())
                : share + " · forecast " + number(Math.round(forecast));
    }

    /// What the dashed line stands for.
    static String dashed(RunReport report) {
        return report.forecast().isKnown() ? "forecast" : "configured share";
    }

    /// `0.1 s`, `6.4 s`.
    static String slice(Duration width) {
        return String.format(Locale.ROOT, "%.1f s", width.toMillis() / 1000.0);
    }

    /// `+3`, `−3`, `0`.
    static String difference(long difference) {
        return difference == 0 ? "0" : (difference > 0 ? "+" : "−") + number(Math.abs(difference));
    }
}
