package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lblab.traffic.InvalidPlanException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// How plans are written and read, and what is said of what is no plan.
final class PlanJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .withConfigOverride(
                            List.class,
                            list ->
                                    list.setSetterInfo(
                                            JsonSetter.Value.forContentNulls(Nulls.FAIL)))
                    .build();

    private PlanJson() {}

    static PlanFile read(String json) {
        try {
            if (!JSON.readTree(json).isObject()) {
                throw new InvalidPlanException(
                        "The plan is no JSON object like {\"mix\": [{\"path\": \"/shop\"}]}.");
            }
            return JSON.readValue(json, PlanFile.class);
        } catch (JsonProcessingException e) {
            throw new InvalidPlanException(words(e));
        }
    }

    static String write(PlanFile file) {
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                    "A plan has no \""
                            + unknown.getPropertyName()
                            + "\""
                            + where
                            + ": there are "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".";
            case JsonMappingException wrong ->
                    "The plan's "
                            + wrong.getPath().stream()
                                    .map(part ->
                                            part.getFieldName() == null
                                                    ? String.valueOf(part.getIndex() + 1)
                                                    : part.getFieldName())
                                    .collect(Collectors.joining(" "))
                            + (wrong instanceof MismatchedInputException of
                                    ? kind(of)
                                    : " is out of range")
                            + where
                            + ".";
            default -> "The plan is no JSON" + where + ": " + syntax(e) + ".";
        };
    }

    /// ` is no whole number`
    private static String kind(MismatchedInputException wrong) {
        Class<?> asked = wrong.getTargetType();
        if (asked == Integer.class || asked == Long.class) {
            return " is no whole number";
        }
        if (asked == Boolean.class) {
            return " is neither true nor false";
        }
        if (asked == String.class) {
            return " is no text in quotes";
        }
        return asked != null && Collection.class.isAssignableFrom(asked)
                ? " is no list in brackets, [ ]"
                : " is no object in braces, { }";
    }

    /// The parser's own words, without what it says of itself: `(start marker at [Source: …`.
    private static String syntax(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst(", from `[^`]*`", "")
                .replaceFirst("(?:: expected close marker|: enable `| \\(start marker).*$", "");
    }
}
