package io.lblab.nginx;

import com.fasterxml.jackson.annotation.JsonValue;
import io.lblab.upstream.InvalidUpstreamException;
import java.util.regex.Pattern;

/// How many worker processes nginx has: `worker_processes`.
///
/// @param text `auto` for one per processor, or 1–[#MOST]
public record Workers(@JsonValue String text) {

    /// Each keeps room for all its connections: many more would only take memory.
    public static final int MOST = 64;

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    public Workers {
        int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (number > 0) {
            text = String.valueOf(number);
        }
        if (!text.equals("auto") && (number < 1 || number > MOST)) {
            throw new InvalidUpstreamException(
                    "\""
                            + text
                            + "\" is no number of workers: use a whole number from 1 to "
                            + MOST
                            + ", or auto for one per processor.");
        }
    }

    /// The number; `auto` counts the processors of this machine, on which nginx runs.
    public int count() {
        return text.equals("auto")
                ? Runtime.getRuntime().availableProcessors()
                : Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
