package io.lblab.shop.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.lblab.shop.web.Body;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `GET /openapi.json`: every endpoint, described by hand in the resource of that name. A test
/// holds it against the routes, and the answers against its schemas.
public final class GetOpenApi implements Handler {
    private final byte[] document;

    public GetOpenApi() {
        try (InputStream in = GetOpenApi.class.getResourceAsStream("/openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            this.document = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void handle(Context ctx) {
        ctx.header("Cache-Control", "no-cache");
        Body.send(ctx, "application/json", document);
    }
}
