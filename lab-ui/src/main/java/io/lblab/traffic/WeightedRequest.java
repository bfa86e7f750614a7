package io.lblab.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One kind of request in a mix.
///
/// @param path with query, from the slash on; `{product}` stands for a product id drawn from 1–3,
///   further placeholders for the plan's data, or what a journey took from an answer
/// @param jsonBody sent with `Content-Type: application/json`, unless a header says otherwise
/// @param weight relative to the others, at least 1
/// @param headers besides those that the lab sends itself
/// @param checks what the answer must be
public record WeightedRequest(
        String method,
        String path,
        Optional<String> jsonBody,
        int weight,
        List<HeaderLine> headers,
        List<Check> checks) {

    /// The methods there are, the usual ones first.
    public static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    private static final Set<String> MEANT_FOR_A_BODY = Set.of("POST", "PUT", "PATCH");

    /// A body with these is no error of HTTP, and means nothing.
    private static final Set<String> BODILESS = Set.of("GET", "HEAD");

    /// What RFC 3986 has no place for in a path; clients send it in several ways.
    private static final String UNSAFE = "#\\\"<>^`|";

    public WeightedRequest {
        headers = List.copyOf(headers);
        checks = List.copyOf(checks);
        method = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw new InvalidPlanException(
                    "Method \""
                            + method
                            + "\" is unknown: use "
                            + String.join(", ", METHODS.subList(0, METHODS.size() - 1))
                            + " or "
                            + METHODS.getLast()
                            + ".");
        }
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new InvalidPlanException(
                    "Path \""
                            + path
                            + "\" is not allowed: begin with / and percent-encode spaces and letters beyond ASCII.");
        }
        if (path.chars().anyMatch(c -> UNSAFE.indexOf(c) >= 0)) {
            throw new InvalidPlanException(
                    "Path \""
                            + path
                            + "\" is not allowed: percent-encode # \\ \" < > ^ ` and |, which have no place in a path.");
        }
        if (jsonBody.isPresent() && BODILESS.contains(method)) {
            throw new InvalidPlanException(
                    method
                            + " "
                            + path
                            + " has a body: leave it out, or send it with POST, PUT or PATCH.");
        }
        if (weight < 1) {
            throw new InvalidPlanException("The weight of " + path + " must be at least 1.");
        }
    }

    /// Without headers and checks.
    public WeightedRequest(String method, String path, Optional<String> jsonBody, int weight) {
        this(method, path, jsonBody, weight, List.of(), List.of());
    }

    public static WeightedRequest get(String path) {
        return new WeightedRequest("GET", path, Optional.empty(), 1);
    }

    /// Whether requests of this method are meant to bring a body.
    ///
    /// @param method in capitals
    public static boolean isMeantForABody(String method) {
        return MEANT_FOR_A_BODY.contains(method);
    }

    public WeightedRequest withHeaders(List<HeaderLine> newHeaders) {
        return new WeightedRequest(method, path, jsonBody, weight, newHeaders, checks);
    }

    public WeightedRequest withChecks(List<Check> newChecks) {
        return new WeightedRequest(method, path, jsonBody, weight, headers, newChecks);
    }

    /// The value of a header that it brings itself.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(HeaderLine::value)
                .findFirst();
    }

    /// Whether a placeholder other than `{product}` stands in it.
    public boolean hasOwnPlaceholders() {
        return texts().stream()
                .flatMap(text -> Placeholders.in(text).stream())
                .anyMatch(name -> !name.equals(Placeholders.PRODUCT));
    }

    /// Whether anything is to be filled in.
    boolean hasPlaceholders() {
        return texts().stream().anyMatch(text -> !Placeholders.in(text).isEmpty());
    }

    void checkPlaceholders(Set<String> given) {
        texts().forEach(text -> Placeholders.check(text, method + " " + path, given));
    }

    private List<String> texts() {
        return Stream.concat(
                        Stream.of(path, jsonBody.orElse("")),
                        headers.stream().map(HeaderLine::value))
                .toList();
    }
}
