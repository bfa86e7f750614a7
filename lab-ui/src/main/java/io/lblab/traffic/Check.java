package io.lblab.traffic;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an answer must be. One that is not makes its request an error: `check failed: status 404,
/// not 200`. The words name no value that could differ from answer to answer, so that they can be
/// counted.
///
/// | written as | holds when |
/// | --- | --- |
/// | `status = 200`, `status 2xx` | the status is that one, or of that class |
/// | `header X-Cache-Status` | the answer carries the header |
/// | `header X-Cache-Status = HIT` | and it says that |
/// | `json /product/name` | the body is JSON, and something stands there (RFC 6901) |
/// | `json /stock >= 0` | and it compares so: `=`, `!=` with anything, `<`, `<=`, `>`, `>=` with a number |
public sealed interface Check {

    /// How the words of a failed one begin.
    String FAILED = "check failed: ";

    /// As [#parse(String)] reads it.
    String text();

    /// Of the status.
    ///
    /// @param from the lowest status that holds
    /// @param to the highest
    record Status(int from, int to) implements Check {

        @Override
        public String text() {
            return "status " + wanted();
        }

        /// Whether that status is right.
        public boolean holds(int status) {
            return from <= status && status <= to;
        }

        /// In words, of one that is not.
        public String failure(int status) {
            return FAILED + "status " + status + ", not " + (from == to ? from : wanted());
        }

        private String wanted() {
            return from == to ? "= " + from : from / 100 + "xx";
        }
    }

    /// Of a header.
    ///
    /// @param value empty when the header need only be there
    record Header(String name, Optional<String> value) implements Check {

        @Override
        public String text() {
            return "header " + name + value.map(wanted -> " = " + wanted).orElse("");
        }
    }

    /// Of the JSON in the body.
    ///
    /// @param pointer of RFC 6901: `/product/name`
    /// @param operator empty when something must stand there; else with what `value` it compares
    record Json(String pointer, String operator, String value) implements Check {

        @Override
        public String text() {
            return ("json " + pointer + " " + operator + " " + value).strip();
        }
    }

    /// Reads what is written as the table says.
    ///
    /// @throws InvalidPlanException showing what can be written
    static Check parse(String text) {
        String line = text.strip();
        Matcher status =
                Pattern.compile("status\\s*(?:==?\\s*)?([1-5])([0-9]{2}|xx)").matcher(line);
        if (status.matches()) {
            int hundreds = 100 * Integer.parseInt(status.group(1));
            if (status.group(2).equals("xx")) {
                return new Status(hundreds, hundreds + 99);
            }
            int exact = hundreds + Integer.parseInt(status.group(2));
            return new Status(exact, exact);
        }
        Matcher header = Pattern.compile("header\\s+([^\\s=:]+)(?:\\s*==?\\s*(.+))?").matcher(line);
        if (header.matches()) {
            return new Header(header.group(1), Optional.ofNullable(header.group(2)));
        }
        Matcher json =
                Pattern.compile("json\\s+(/\\S*?)(?:\\s*(==?|!=|<=|>=|<|>)\\s*(.+))?")
                        .matcher(line);
        if (json.matches()) {
            String operator =
                    json.group(2) == null ? "" : json.group(2).equals("==") ? "=" : json.group(2);
            String value = json.group(3) == null ? "" : json.group(3);
            if ((operator.startsWith("<") || operator.startsWith(">")) && number(value).isEmpty()) {
                throw new InvalidPlanException(
                        "The check \""
                                + line
                                + "\" compares with \""
                                + value
                                + "\": "
                                + operator
                                + " needs a number.");
            }
            return new Json(json.group(1), operator, value);
        }
        throw new InvalidPlanException(
                "\""
                        + line
                        + "\" is no check: write status 2xx, status = 200, header X-Cache-Status = HIT,"
                        + " json /stock >= 0 or json /product/name.");
    }

    /// A number as JSON writes it; empty for anything else.
    static Optional<BigDecimal> number(String text) {
        return text.toLowerCase(Locale.ROOT)
                        .matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?(e[+-]?[0-9]{1,2})?")
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
