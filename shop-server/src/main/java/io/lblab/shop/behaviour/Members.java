package io.lblab.shop.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// Reads the members of one JSON object. What is not as it must be throws [InvalidBehaviour].
final class Members {
    private static final int LONGEST_VALUE = 60;

    private final String prefix;
    private final JsonNode object;

    /// Takes an object that has these members and no others.
    ///
    /// @param prefix before the names in messages: empty, or the enclosing member and a dot
    Members(String prefix, JsonNode object, List<String> known) {
        this.prefix = prefix;
        this.object = object;
        if (!object.isObject()) {
            throw refused(
                    prefix.isEmpty() ? "the body" : prefix.substring(0, prefix.length() - 1),
                    object,
                    "an object with the members " + String.join(", ", known));
        }
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!known.contains(name)) {
                throw new InvalidBehaviour(
                        "%s is unknown: allowed are %s"
                                .formatted(prefix + shortened(name), String.join(", ", known)));
            }
        }
    }

    /// The member; empty when it is missing or null.
    Optional<JsonNode> optional(String name) {
        return Optional.of(object.path(name)).filter(n -> !n.isMissingNode() && !n.isNull());
    }

    boolean isMissing(String name) {
        return object.path(name).isMissingNode();
    }

    long whole(String name, long min, long max) {
        return whole(name, min, max, "a whole number from %d to %d".formatted(min, max));
    }

    long whole(String name, long min, long max, String allowed) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw refused(prefix + name, value, allowed);
        }
        return value.longValue();
    }

    double number(String name, double min, double max) {
        JsonNode value = object.path(name);
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= min && number <= max)) {
            throw refused(prefix + name, value, "a number from %.0f to %.0f".formatted(min, max));
        }
        return number;
    }

    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw refused(prefix + name, value, "true or false");
        }
        return value.booleanValue();
    }

    InvalidBehaviour refused(String name, String allowed) {
        return refused(prefix + name, object.path(name), allowed);
    }

    private static InvalidBehaviour refused(String name, JsonNode value, String allowed) {
        String is = value.isMissingNode() ? "missing" : shortened(value.toString());
        return new InvalidBehaviour("%s is %s: allowed is %s".formatted(name, is, allowed));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
