package io.lblab.shop.pages;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import io.lblab.shop.web.Body;
import java.util.Map;

/// Renders templates that were compiled with the server, and sends them with the headers of every
/// page: nothing but our own files is loaded, no other site may frame it, no cache may share it.
public final class Templates {
    static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /// Sends a page that is about one customer: it is kept nowhere.
    void sendPersonal(Context ctx, String template, Map<String, Object> parameters) {
        send(ctx, template, parameters);
        ctx.header("Cache-Control", "no-store");
    }

    /// Sends a page; the status is as the caller set it.
    void send(Context ctx, String template, Map<String, Object> parameters) {
        byte[] page = html(template, parameters);
        ctx.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "private, no-cache");
        Body.send(ctx, Body.HTML, page);
    }

    /// Renders a part of pages, to be used in many.
    Rendered part(String template, Map<String, Object> parameters) {
        return new Rendered(html("parts/" + template, parameters));
    }

    /// A page, without the headers.
    byte[] html(String template, Map<String, Object> parameters) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template + ".jte", parameters, output);
        return output.toByteArray();
    }
}
