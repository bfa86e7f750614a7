package io.lblab.traffic;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `{name}` in a path, a header or a body, and what is put in its place: `{product}`, 1–3;
/// `{unique}`, never the same twice, one for each visitor; a column of the plan's data; and in a
/// journey what an earlier step took from its answer.
///
/// In a path and a form a value is percent-encoded, in a JSON body escaped as a string's inside; in
/// a header only what no header can carry is percent-encoded.
final class Placeholders {

    static final String PRODUCT = "product";
    static final String UNIQUE = "unique";

    /// What every plan has.
    static final Set<String> OWN = Set.of(PRODUCT, UNIQUE);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
    private static final Pattern PLACE = Pattern.compile("\\{(" + NAME + ")\\}");

    private Placeholders() {}

    static void checkName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidPlanException(
                    "\""
                            + name
                            + "\" can't be written as {"
                            + name
                            + "}: a name has letters, digits, - and _, and begins with a letter or _.");
        }
    }

    /// The names in a text.
    static Set<String> in(String text) {
        return text.indexOf('{') < 0
                ? Set.of()
                : PLACE.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
    }

    /// @throws InvalidPlanException when there is one that nothing fills, naming those there are
    static void check(String text, String where, Set<String> given) {
        for (String name : in(text)) {
            if (!given.contains(name)) {
                throw new InvalidPlanException(
                        "Nothing fills {"
                                + name
                                + "} of "
                                + where
                                + ": there are "
                                + new TreeSet<>(given)
                                        .stream()
                                                .map(n -> "{" + n + "}")
                                                .collect(Collectors.joining(", "))
                                + ".");
            }
        }
    }

    static String fill(
            String text, Function<String, String> values, UnaryOperator<String> encoding) {
        return text.indexOf('{') < 0
                ? text
                : PLACE.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        encoding.apply(values.apply(found.group(1)))));
    }

    static String inJson(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }

    /// Everything but the unreserved characters of RFC 3986.
    static String percentEncoded(String value) {
        return encoded(value, b -> isUnreserved((char) b));
    }

    static String inHeader(String value) {
        return encoded(value, b -> b >= ' ' && b <= '~');
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~".indexOf(c) >= 0;
    }

    private interface Kept {
        boolean test(int octet);
    }

    private static String encoded(String value, Kept kept) {
        StringBuilder text = new StringBuilder();
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (kept.test(b)) {
                text.append((char) b);
            } else {
                text.append('%').append("%02X".formatted(b & 0xff).toUpperCase(Locale.ROOT));
            }
        }
        return text.toString();
    }
}
