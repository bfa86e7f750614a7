package io.lblab.shop.checkout;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a checkout form carries so that sending it twice makes one order: the version of the cart
/// that was looked at, and which try it is. A try that the shop itself has cancelled is followed by
/// another one.
///
/// @param attempt empty for the first one
public record CheckoutKey(String version, String attempt) {
    private static final Pattern TEXT = Pattern.compile("([a-f0-9-]{36})(?:\\.([a-f0-9-]{36}))?");

    static CheckoutKey first(String version) {
        return new CheckoutKey(version, "");
    }

    CheckoutKey next() {
        return new CheckoutKey(version, UUID.randomUUID().toString());
    }

    /// Reads what [#text()] wrote; empty when it is something else.
    static Optional<CheckoutKey> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new CheckoutKey(
                                parts.group(1), Optional.ofNullable(parts.group(2)).orElse("")))
                : Optional.empty();
    }

    /// As the form carries it.
    public String text() {
        return attempt.isEmpty() ? version : version + "." + attempt;
    }
}
