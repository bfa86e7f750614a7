package io.lblab.shop.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.lblab.shop.json.Json;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads what clients send, without trusting it.
public final class Requests {
    private final Json json;

    public Requests(Json json) {
        this.json = json;
    }

    /// The body's JSON object; empty when it is none.
    ///
    /// @throws io.javalin.http.HttpResponseException 413 when it is too large
    public Optional<JsonNode> body(Context ctx) {
        return json.object(ctx.bodyAsBytes());
    }

    /// A whole number in a JSON object; empty when the member is missing or something else.
    public static OptionalLong whole(JsonNode object, String member) {
        JsonNode value = object.path(member);
        return value.isIntegralNumber() && value.canConvertToLong()
                ? OptionalLong.of(value.longValue())
                : OptionalLong.empty();
    }

    /// An id in a path or query. What is no number is the id of nothing: −1.
    public static long id(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }
}
