package io.lblab.shop.config;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Typed reads of environment variables. A variable that is not set has its default; one that is
/// set to something else than allowed throws [ConfigException].
final class Environment {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    /// The value, or the default when the variable is not set. An empty value counts as set.
    String text(String name, String fallback, Pattern allowed, String allowedInWords) {
        String value = variables.getOrDefault(name, fallback);
        if (!allowed.matcher(value).matches()) {
            throw new ConfigException(name, printable(value), allowedInWords);
        }
        return value;
    }

    /// Empty when the variable is not set or empty.
    Optional<String> optional(String name, Pattern allowed, String allowedInWords) {
        String value = variables.getOrDefault(name, "");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(text(name, value, allowed, allowedInWords));
    }

    /// A secret: any value, never shown.
    Optional<String> secret(String name) {
        return Optional.of(variables.getOrDefault(name, "")).filter(v -> !v.isEmpty());
    }

    /// A secret of so many bytes; see [#secret(String)].
    Optional<String> secret(String name, int least, int most) {
        Optional<String> secret = secret(name);
        int length = secret.orElse("").getBytes(StandardCharsets.UTF_8).length;
        if (secret.isPresent() && (length < least || length > most)) {
            throw new ConfigException(
                    name, "(not shown)", "empty, or %d to %d bytes".formatted(least, most));
        }
        return secret;
    }

    /// A secret of a certain form; never shown either.
    Optional<String> secret(String name, Pattern allowed, String allowedInWords) {
        Optional<String> value = secret(name);
        if (value.isPresent() && !allowed.matcher(value.get()).matches()) {
            throw new ConfigException(name, "(not shown)", allowedInWords);
        }
        return value;
    }

    long number(String name, long fallback, long min, long max) {
        String value = variables.get(name);
        if (value == null) {
            return fallback;
        }
        String allowed = "a whole number from %d to %d".formatted(min, max);
        if (!value.matches("[0-9]{1,18}")) {
            throw new ConfigException(name, printable(value), allowed);
        }
        long number = Long.parseLong(value);
        if (number < min || number > max) {
            throw new ConfigException(name, value, allowed);
        }
        return number;
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "?").replaceAll("(?i)(password=)[^&]*", "$1…");
    }
}
