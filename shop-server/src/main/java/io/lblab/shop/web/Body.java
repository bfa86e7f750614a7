package io.lblab.shop.web;

import io.javalin.http.Context;

/// Sends a body whose length is told beforehand, however long it is: HEAD then says it too, and
/// nothing is sent in chunks.
public final class Body {
    public static final String HTML = "text/html; charset=utf-8";

    private Body() {}

    public static void send(Context ctx, String contentType, byte[] content) {
        ctx.res().setContentLength(content.length);
        ctx.contentType(contentType).result(content);
    }
}
