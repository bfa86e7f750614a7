package io.lblab.traffic;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A header that a request carries besides those that the lab sends itself.
///
/// @param value may hold placeholders, as [Placeholders] says
public record HeaderLine(String name, String value) {

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// The engine's own: they say where a request ends and where it goes.
    private static final Set<String> OWN =
            Set.of(
                    "host",
                    "content-length",
                    "connection",
                    "transfer-encoding",
                    "expect",
                    "upgrade");

    public HeaderLine {
        value = value.strip();
        if (!NAME.matcher(name).matches()) {
            throw new InvalidPlanException(
                    "\"" + name + "\" is no name of a header: write 'Name: value'.");
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidPlanException(
                    "The header " + name + " is the engine's own: leave it out.");
        }
        if (name.equalsIgnoreCase("X-Forwarded-For")) {
            throw new InvalidPlanException(
                    "The header X-Forwarded-For says which client sends: choose the clients instead.");
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > '~')) {
            throw new InvalidPlanException(
                    "The value of the header "
                            + name
                            + " has a line break or a letter beyond ASCII: percent-encode it.");
        }
    }

    /// Reads `Name: value`.
    public static HeaderLine parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidPlanException("\"" + text + "\" is no header: write 'Name: value'.");
        }
        return new HeaderLine(text.substring(0, colon).strip(), text.substring(colon + 1));
    }

    /// `Name: value`
    public String text() {
        return name + ": " + value;
    }
}
