package io.lblab.distribution.threshold;

import io.lblab.distribution.threshold.Threshold.Errors;
import io.lblab.distribution.threshold.Threshold.Latency;
import io.lblab.distribution.threshold.Threshold.Rate;
import io.lblab.distribution.threshold.Threshold.Share;
import io.lblab.traffic.InvalidPlanException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads thresholds as people type them.
final class ThresholdReader {

    private static final String NUMBER = "([0-9]{1,9}(?:\\.[0-9]{1,6})?)";
    private static final Pattern BOUND =
            Pattern.compile("([A-Za-z0-9.]+)\\s*([<>])\\s*" + NUMBER + "\\s*(%|µs|us|ms|s|/s)?");
    private static final Pattern SHARE =
            Pattern.compile(
                    "([A-Za-z][A-Za-z0-9_-]{0,62})\\s*=?\\s*"
                            + NUMBER
                            + "\\s*%\\s*(?:±|\\+-|\\+/-)\\s*"
                            + NUMBER
                            + "\\s*%?");

    private ThresholdReader() {}

    static Threshold read(String text) {
        return bound(text)
                .or(() -> share(text))
                .orElseThrow(() ->
                        new InvalidPlanException(
                                "\""
                                        + text
                                        + "\" is no threshold: write \"p99 < 50ms\" (mean, p50, p90, p95, p99,"
                                        + " p99.9 or max), \"errors < 0.1%\", \"errors < 5\", \"rate > 900\" or"
                                        + " \"app1 75% ± 1\"."));
    }

    private static Optional<Threshold> bound(String text) {
        Matcher bound = BOUND.matcher(text.strip());
        if (!bound.matches()) {
            return Optional.empty();
        }
        boolean below = bound.group(2).equals("<");
        double value = Double.parseDouble(bound.group(3));
        String unit = bound.group(4) == null ? "" : bound.group(4);
        return switch (bound.group(1).toLowerCase(Locale.ROOT) + " " + unit) {
            case "errors %" -> Optional.of(new Errors(text, below, value / 100, true));
            case "errors " -> Optional.of(new Errors(text, below, value, false));
            case "rate ", "rate /s" -> Optional.of(new Rate(text, below, value));
            default -> latency(text, bound.group(1), below, value, millis(unit));
        };
    }

    private static Optional<Threshold> latency(
            String text, String name, boolean below, double value, OptionalDouble millis) {
        return millis.isEmpty()
                ? Optional.empty()
                : LatencyFigure.ofId(name)
                        .map(figure ->
                                new Latency(text, figure, below, value * millis.getAsDouble()));
    }

    private static Optional<Threshold> share(String text) {
        Matcher share = SHARE.matcher(text.strip());
        return share.matches()
                ? Optional.of(
                        new Share(
                                text,
                                share.group(1),
                                Double.parseDouble(share.group(2)) / 100,
                                Double.parseDouble(share.group(3)) / 100))
                : Optional.empty();
    }

    private static OptionalDouble millis(String unit) {
        return switch (unit) {
            case "ms" -> OptionalDouble.of(1);
            case "s" -> OptionalDouble.of(1_000);
            case "us", "µs" -> OptionalDouble.of(0.001);
            default -> OptionalDouble.empty();
        };
    }
}
