package io.lblab.shop.orders;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name a client gives to one order, so that asking again makes no second one.
///
/// @param name what the client chose, with the scope it is valid in
/// @param fingerprint of what was asked for; the same name with another one is a mistake
public record IdempotencyKey(String name, String fingerprint) {
    private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /// What a client may choose, in words.
    public static final String ALLOWED_IN_WORDS = "1 to 200 visible ASCII characters";

    /// A key within a scope, for example one endpoint; empty when the header is not one.
    public static Optional<IdempotencyKey> of(String scope, String header, String fingerprint) {
        return ALLOWED.matcher(header).matches()
                ? Optional.of(new IdempotencyKey(scope + " " + header, fingerprint))
                : Optional.empty();
    }
}
