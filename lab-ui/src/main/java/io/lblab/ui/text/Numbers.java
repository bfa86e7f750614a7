package io.lblab.ui.text;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers as the window writes them: a thin space between thousands, the locale's decimal sign.
/// Used on the JavaFX thread only.
public final class Numbers {

    private static final char THIN = '\u202f';

    private final Locale locale;
    private final DecimalFormat whole;
    private final DecimalFormat one;
    private final DecimalFormat two;

    public Numbers(Locale locale) {
        this.locale = locale;
        whole = format("#,##0", locale);
        one = format("#,##0.0", locale);
        two = format("#,##0.00", locale);
    }

    /// `10 000`
    public String count(long value) {
        return whole.format(value);
    }

    /// A share of 0–1 as `75.00 %`; a dash when it is not a number.
    public String percent(double share) {
        return Double.isNaN(share) ? "–" : two.format(share * 100) + THIN + "%";
    }

    /// A share of 0–1 as `75.0 %`.
    public String roundPercent(double share) {
        return one.format(share * 100) + THIN + "%";
    }

    /// A number with so many decimals.
    public String decimal(double value, int decimals) {
        return format("0." + "0".repeat(decimals), locale).format(value);
    }

    /// The numbers at an axis: as many decimals as they have, three at most.
    public NumberFormat axis() {
        return format("#,##0.###", locale);
    }

    /// `+12`, `−3`, `±0`.
    public String difference(long value) {
        return value == 0 ? "±0" : (value > 0 ? "+" : "−") + count(Math.abs(value));
    }

    /// Milliseconds without their unit: two decimals below 10, one below 1 000; a dash when there
    /// is no figure.
    public String millis(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return value < 10
                ? two.format(value)
                : value < 1000 ? one.format(value) : whole.format(value);
    }

    /// `812`, and `3.4` below ten.
    public String rate(double perSecond) {
        return perSecond > 0 && perSecond < 10 ? one.format(perSecond) : whole.format(perSecond);
    }

    /// `0.42 s`, `11.4 s`, `2 min 05 s`.
    public String duration(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        if (seconds >= 60) {
            return "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return (seconds < 1 ? two : one).format(seconds) + THIN + "s";
    }

    /// A day and a time of this machine's zone: `22 Nov, 18:00`.
    public String moment(Instant moment) {
        String pattern = locale.getLanguage().equals("de") ? "d. MMM, HH:mm" : "d MMM, HH:mm";
        return DateTimeFormatter.ofPattern(pattern, locale)
                .withZone(ZoneId.systemDefault())
                .format(moment);
    }

    private static DecimalFormat format(String pattern, Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setGroupingSeparator(THIN);
        return new DecimalFormat(pattern, symbols);
    }
}
