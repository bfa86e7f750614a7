package io.lblab.nginx;

import java.util.OptionalLong;

/// Times as nginx writes them.
public final class NginxTime {

    private static final String UNITS = "yMwdhms ";
    private static final long[] SECONDS = {
        365 * 86_400L, 30 * 86_400L, 7 * 86_400L, 86_400L, 3_600L, 60L, 1L, 1L
    };

    private NginxTime() {}

    /// `1m30s`, `1h 30m`, `45`: each unit once and the larger first. Empty for anything else,
    /// milliseconds too.
    public static OptionalLong seconds(String text) {
        long total = 0;
        long value = 0;
        boolean digits = false;
        int step = -1;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c >= '0' && c <= '9') {
                value = value * 10 + (c - '0');
                digits = true;
                if (value > Integer.MAX_VALUE) {
                    return OptionalLong.empty();
                }
                continue;
            }
            int unit = UNITS.indexOf(c);
            boolean milliseconds = c == 'm' && i < text.length() && text.charAt(i) == 's';
            if (unit <= step || milliseconds) {
                return OptionalLong.empty();
            }
            step = unit;
            total += value * SECONDS[unit];
            value = 0;
            while (i < text.length() && text.charAt(i) == ' ') {
                i++;
            }
        }
        return digits ? OptionalLong.of(total + value) : OptionalLong.empty();
    }
}
