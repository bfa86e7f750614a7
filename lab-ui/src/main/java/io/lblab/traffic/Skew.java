package io.lblab.traffic;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How much of the traffic each client sends.
public sealed interface Skew {

    /// Each as much as any other.
    record Uniform() implements Skew {}

    /// The k-th client sends in proportion to 1/k^exponent (Zipf's law): a few send most.
    ///
    /// @param exponent over 0, at most 5; 1 is the law of words and of web pages
    record Zipf(double exponent) implements Skew {
        public Zipf {
            if (!(exponent > 0 && exponent <= 5)) {
                throw new InvalidPlanException(
                        "The exponent of Zipf's law, " + exponent + ", is not between 0 and 5.");
            }
        }
    }

    /// One client sends that part of everything, the others share the rest evenly: an office behind
    /// one address.
    ///
    /// @param share 0–1, both excluded
    record Heavy(double share) implements Skew {
        public Heavy {
            if (!(share > 0 && share < 1)) {
                throw new InvalidPlanException(
                        "The heavy client's part, "
                                + share * 100
                                + " %, is not between 0 and 100 %.");
            }
        }
    }

    /// The part of each of `clients` clients; they add up to 1.
    default double[] shares(int clients) {
        double[] shares = new double[clients];
        switch (this) {
            case Uniform _ -> Arrays.fill(shares, 1.0 / clients);
            case Zipf(double exponent) -> {
                double sum = 0;
                for (int i = 0; i < clients; i++) {
                    shares[i] = Math.pow(i + 1, -exponent);
                    sum += shares[i];
                }
                for (int i = 0; i < clients; i++) {
                    shares[i] /= sum;
                }
            }
            case Heavy(double share) -> {
                Arrays.fill(shares, clients == 1 ? 1 : (1 - share) / (clients - 1));
                shares[0] = clients == 1 ? 1 : share;
            }
        }
        return shares;
    }

    /// As it is typed: `uniform`, `zipf:1`, `heavy:50%`.
    default String text() {
        return switch (this) {
            case Uniform _ -> "uniform";
            case Zipf(double exponent) -> "zipf:" + plain(BigDecimal.valueOf(exponent));
            case Heavy(double share) ->
                    "heavy:" + plain(BigDecimal.valueOf(share).movePointRight(2)) + "%";
        };
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /// Reads what [#text()] writes; `zipf` alone is `zipf:1`, `heavy` alone `heavy:50%`.
    ///
    /// @throws InvalidPlanException naming the kinds there are
    static Skew parse(String text) {
        Matcher kind =
                Pattern.compile("(uniform|zipf|heavy)(?::([0-9]{1,3}(?:\\.[0-9]{1,9})?)%?)?")
                        .matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!kind.matches() || (kind.group(1).equals("uniform") && kind.group(2) != null)) {
            throw new InvalidPlanException(
                    "There is no skew \""
                            + text
                            + "\": use uniform, zipf:1 (a few clients send most) or heavy:50% (one sends"
                            + " half).");
        }
        String number = kind.group(2);
        return switch (kind.group(1)) {
            case "zipf" -> new Zipf(number == null ? 1 : Double.parseDouble(number));
            case "heavy" -> new Heavy(number == null ? 0.5 : Double.parseDouble(number) / 100);
            default -> new Uniform();
        };
    }
}
