package io.lblab.traffic;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What a step of a journey takes from its answer, for `{variable}` in later steps.
///
/// @param from a JSON pointer, `/order_id`, or a regular expression whose one group is taken from
///   the body: `name="token" value="([^"]+)"`
public record Extraction(String variable, String from) {

    public Extraction {
        Placeholders.checkName(variable);
        if (!from.startsWith("/")) {
            int groups;
            try {
                groups = Pattern.compile(from).matcher("").groupCount();
            } catch (PatternSyntaxException e) {
                groups = 0;
            }
            if (groups != 1) {
                throw new InvalidPlanException(
                        "What {"
                                + variable
                                + "} is taken from, "
                                + from
                                + ", is neither a JSON pointer like /order_id nor a regular expression"
                                + " with one group.");
            }
        } else {
            pointer(from);
        }
    }

    boolean isPointer() {
        return from.startsWith("/");
    }

    private static void pointer(String text) {
        try {
            JsonPointer.compile(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidPlanException("\"" + text + "\" is no JSON pointer: write /order_id.");
        }
    }
}
