package io.lblab.shop.web;

import io.javalin.http.Context;
import io.lblab.shop.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes JSON answers.
public final class Answers {
    private final Json json;

    public Answers(Json json) {
        this.json = json;
    }

    public void ok(Context ctx, Object body) {
        send(ctx, 200, body);
    }

    public void send(Context ctx, int status, Object body) {
        ctx.status(status);
        Body.send(ctx, "application/json", json.bytes(body));
    }

    /// Writes a body to be sent more than once.
    public byte[] write(Object body) {
        return json.bytes(body);
    }

    /// Sends what [#write] wrote.
    public void written(Context ctx, byte[] body) {
        Body.send(ctx, "application/json", body);
    }

    /// `{"error":<code>}`
    public void error(Context ctx, int status, String code) {
        send(ctx, status, Map.of("error", code));
    }

    /// `{"error":<code>,"reason":<sentence>}`
    public void refuse(Context ctx, int status, String code, String reason) {
        ctx.status(status);
        Body.send(ctx, "application/json", refusal(code, reason));
    }

    byte[] refusal(String code, String reason) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("error", code);
        members.put("reason", reason);
        return json.bytes(members);
    }
}
