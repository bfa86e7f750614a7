package io.lblab.stack.local;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When a line of a log was written, as far as the line tells.
final class LogTime {

    private static final Pattern ISO =
            Pattern.compile(
                    "([0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:]{8}(?:[.,][0-9]{1,9})?)(Z|[+-][0-9]{2}:?[0-9]{2})?");
    private static final Pattern NGINX_ERROR =
            Pattern.compile("^([0-9]{4}/[0-9]{2}/[0-9]{2} [0-9:]{8}) ");
    private static final Pattern REDIS =
            Pattern.compile("^[0-9]+:[A-Z] ([0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:.]{12}) ");
    private static final int LOOKED_AT = 80;

    private LogTime() {}

    static Optional<Instant> of(String line) {
        String start = line.substring(0, Math.min(LOOKED_AT, line.length()));
        try {
            Matcher iso = ISO.matcher(start);
            if (iso.find()) {
                return Optional.of(iso(iso.group(1).replace(' ', 'T'), iso.group(2)));
            }
            Matcher nginx = NGINX_ERROR.matcher(start);
            if (nginx.find()) {
                return Optional.of(local(nginx.group(1), "yyyy/MM/dd HH:mm:ss"));
            }
            Matcher redis = REDIS.matcher(start);
            if (redis.find()) {
                return Optional.of(local(redis.group(1), "dd MMM yyyy HH:mm:ss.SSS"));
            }
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static Instant iso(String time, @org.jspecify.annotations.Nullable String offset) {
        String text = time.replace(',', '.');
        if (offset == null) {
            return LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        }
        String colon =
                offset.length() == 5 ? offset.substring(0, 3) + ":" + offset.substring(3) : offset;
        return OffsetDateTime.parse(text + colon).toInstant();
    }

    private static Instant local(String time, String pattern) {
        return LocalDateTime.parse(time, DateTimeFormatter.ofPattern(pattern, Locale.ROOT))
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
