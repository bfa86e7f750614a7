package io.lblab.traffic;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One kind of request in a mix.
///
/// @param path with query, from the slash on; `{product}` stands for a product id drawn from 1–3
/// @param jsonBody sent with `Content-Type: application/json`
/// @param weight relative to the others, at least 1
public record WeightedRequest(String method, String path, Optional<String> jsonBody, int weight) {

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    public WeightedRequest {
        method = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new InvalidPlanException(
                    "Method \""
                            + method
                            + "\" is unknown: use GET, HEAD, POST, PUT, DELETE, PATCH or OPTIONS.");
        }
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidPlanException(
                    "Path \""
                            + path
                            + "\" is not allowed: begin with / and percent-encode spaces and letters beyond ASCII.");
        }
        if (weight < 1) {
            throw new InvalidPlanException("The weight of " + path + " must be at least 1.");
        }
    }

    public static WeightedRequest get(String path) {
        return new WeightedRequest("GET", path, Optional.empty(), 1);
    }
}
