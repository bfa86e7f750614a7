package io.lblab.traffic;

import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Loads as people type them: `500` for a rate, `0-500:10s,500:30s` for a curve.
public final class LoadText {

    /// Of an open model, when nobody says otherwise.
    public static final int IN_FLIGHT = 1_024;

    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Pattern TIME =
            Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)(ms|s|m|h)?");
    private static final Pattern STAGE =
            Pattern.compile("([0-9.]{1,12})(?:-([0-9.]{1,12}))?(?::(.+))?");

    private LoadText() {}

    /// An open model.
    ///
    /// @param rates a rate, or stages `RATE:TIME` and `FROM-TO:TIME` between commas
    /// @param time of a single rate
    /// @throws InvalidPlanException saying what is wrong and how it is written
    public static Open open(
            String rates, Optional<String> time, Arrivals arrivals, int inFlightAtMost) {
        List<Stage> stages = new ArrayList<>();
        String[] parts = rates.strip().split("\\s*,\\s*", -1);
        for (String part : parts) {
            Matcher stage = STAGE.matcher(part);
            if (!stage.matches()) {
                throw wrong(part);
            }
            if (stage.group(3) == null && parts.length > 1) {
                throw new InvalidPlanException(
                        "The stage \"" + part + "\" has no time: write " + part + ":10s.");
            }
            if (stage.group(3) != null && time.isPresent()) {
                throw new InvalidPlanException(
                        "The stages have times of their own: leave the duration out.");
            }
            double from = number(stage.group(1), part);
            stages.add(
                    new Stage(
                            from,
                            stage.group(2) == null ? from : number(stage.group(2), part),
                            Optional.ofNullable(stage.group(3))
                                    .or(() -> time)
                                    .map(LoadText::time)
                                    .orElse(USUAL)));
        }
        return new Open(stages, arrivals, inFlightAtMost);
    }

    /// `even` or `poisson`.
    ///
    /// @throws InvalidPlanException for anything else
    public static Arrivals arrivals(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "even" -> Arrivals.EVEN;
            case "poisson" -> Arrivals.POISSON;
            default ->
                    throw new InvalidPlanException(
                            "There are no arrivals \"" + text + "\": use even or poisson.");
        };
    }

    /// `500ms`, `30s`, `2m`, `1h`, `1.5s`; a bare number counts seconds.
    ///
    /// @throws InvalidPlanException for anything else
    public static Duration time(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            throw new InvalidPlanException(
                    "\"" + text + "\" is no time: write it like 500ms, 30s or 2m.");
        }
        double number = Double.parseDouble(time.group(1));
        double seconds =
                switch (time.group(2) == null ? "s" : time.group(2)) {
                    case "ms" -> number / 1_000;
                    case "m" -> number * 60;
                    case "h" -> number * 3_600;
                    default -> number;
                };
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /// As [#open] reads it.
    public static String of(Open load) {
        return load.stages().stream()
                .map(stage ->
                        rate(stage.from())
                                + (stage.from() == stage.to() ? "" : "-" + rate(stage.to()))
                                + ":"
                                + of(stage.time()))
                .collect(Collectors.joining(","));
    }

    private static String rate(double rate) {
        return rate == Math.rint(rate) ? String.valueOf((long) rate) : String.valueOf(rate);
    }

    /// As [#time] reads it, to a millisecond.
    public static String of(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
    }

    private static double number(String text, String stage) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw wrong(stage);
        }
    }

    private static InvalidPlanException wrong(String stage) {
        return new InvalidPlanException(
                "\""
                        + stage
                        + "\" is no rate: write 500 for requests a second, or stages like"
                        + " 0-500:10s,500:30s.");
    }
}
