package io.lblab.nginx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One request as nginx logged it.
///
/// @param time ISO 8601, when the answer was finished
/// @param client the address that balancing saw
/// @param attempts the servers that were tried, in order; empty when nginx answered itself
/// @param requestSeconds from the first byte read to the last one sent
/// @param instance the `X-Instance-ID` of the answer, empty without one
/// @param cache `HIT`, `MISS`, …, empty when the cache had no part in it
public record AccessLogEntry(
        String time,
        String client,
        String method,
        String uri,
        int status,
        List<Attempt> attempts,
        double requestSeconds,
        int generation,
        String instance,
        String cache) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern BETWEEN_ATTEMPTS = Pattern.compile(", | : ");

    public AccessLogEntry {
        attempts = List.copyOf(attempts);
    }

    /// One server that was asked.
    ///
    /// @param address `ip:port`; the upstream's name when no server could be asked
    /// @param status what it answered; 0 when the client left first, 502 or 504 when it gave no
    ///   answer
    public record Attempt(String address, int status) {

        /// Whether a server was asked at all.
        public boolean reachedServer() {
            return address.indexOf(':') >= 0;
        }
    }

    /// The request of a line; empty when the line is none of the lab's access log.
    public static Optional<AccessLogEntry> parse(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(line);
            if (!json.has("upstream_addr") || !json.has("generation")) {
                return Optional.empty();
            }
            return Optional.of(
                    new AccessLogEntry(
                            text(json, "time"),
                            text(json, "client"),
                            text(json, "method"),
                            text(json, "uri"),
                            number(text(json, "status")),
                            attempts(text(json, "upstream_addr"), text(json, "upstream_status")),
                            json.path("request_time").asDouble(),
                            number(text(json, "generation")),
                            text(json, "instance"),
                            text(json, "cache")));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static List<Attempt> attempts(String addresses, String statuses) {
        if (addresses.isEmpty() || addresses.equals("-")) {
            return List.of();
        }
        String[] address = BETWEEN_ATTEMPTS.split(addresses, -1);
        String[] status = BETWEEN_ATTEMPTS.split(statuses, -1);
        List<Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < address.length; i++) {
            attempts.add(new Attempt(address[i], i < status.length ? number(status[i]) : 0));
        }
        return attempts;
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText("");
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }
}
