package io.lblab.traffic;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/// One answer as checks and extractions look at it.
final class Answer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final Headers headers;
    private final String body;
    private @Nullable JsonNode json;

    /// @param body empty when nothing looks at it
    Answer(int status, Headers headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /// What does not hold, in words; empty when all do.
    String failureOf(List<Check> checks) {
        for (Check check : checks) {
            String failure =
                    switch (check) {
                        case Check.Status wanted ->
                                wanted.holds(status) ? "" : wanted.failure(status);
                        case Check.Header(String name, Optional<String> value) ->
                                failure(name, value);
                        case Check.Json wanted -> failure(wanted);
                    };
            if (!failure.isEmpty()) {
                return failure;
            }
        }
        return "";
    }

    /// Empty when it is not there.
    Optional<String> extract(Extraction extraction) {
        if (extraction.isPointer()) {
            JsonNode found = json().at(JsonPointer.compile(extraction.from()));
            return found.isValueNode() && !found.isNull()
                    ? Optional.of(found.asText())
                    : Optional.empty();
        }
        Matcher found = Pattern.compile(extraction.from()).matcher(body);
        return found.find() ? Optional.ofNullable(found.group(1)) : Optional.empty();
    }

    private String failure(String name, Optional<String> value) {
        List<String> values = headers.values(name);
        if (values.isEmpty()) {
            return Check.FAILED + "no header " + name;
        }
        return value.isEmpty() || values.contains(value.get())
                ? ""
                : Check.FAILED + "header " + name + " is not " + value.get();
    }

    private String failure(Check.Json check) {
        if (json().isMissingNode()) {
            return Check.FAILED + "the answer is no JSON";
        }
        JsonNode found = json().at(JsonPointer.compile(check.pointer()));
        if (found.isMissingNode()) {
            return Check.FAILED + "no " + check.pointer() + " in the answer";
        }
        return check.operator().isEmpty() || holds(check, found)
                ? ""
                : Check.FAILED
                        + check.pointer()
                        + " is not "
                        + check.operator()
                        + " "
                        + check.value();
    }

    private static boolean holds(Check.Json check, JsonNode found) {
        Optional<BigDecimal> wanted = Check.number(check.value());
        boolean numbers = wanted.isPresent() && found.isNumber();
        int order = numbers ? found.decimalValue().compareTo(wanted.get()) : 0;
        return switch (check.operator()) {
            case "=" -> numbers ? order == 0 : isSame(found, check.value());
            case "!=" -> numbers ? order != 0 : !isSame(found, check.value());
            case "<" -> numbers && order < 0;
            case "<=" -> numbers && order <= 0;
            case ">" -> numbers && order > 0;
            default -> numbers && order >= 0;
        };
    }

    /// A text with or without quotes, `true`, `false`, `null`, or an object as JSON writes it.
    private static boolean isSame(JsonNode found, String value) {
        return (found.isTextual() && found.textValue().equals(value))
                || found.toString().equals(value);
    }

    private JsonNode json() {
        JsonNode read = json;
        if (read == null) {
            try {
                read = JSON.readTree(body);
            } catch (JsonProcessingException _) {
                read = MissingNode.getInstance();
            }
            json = read;
        }
        return read;
    }
}
