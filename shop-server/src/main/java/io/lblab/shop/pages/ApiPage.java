package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.lblab.shop.web.Route;
import java.util.List;
import java.util.Map;

/// `GET /api`: the interface to look at and try, by Swagger UI, which ships with the server.
public final class ApiPage {
    /// Swagger UI's style sheet has its signs as data: pictures.
    private static final String POLICY = Templates.POLICY + "; img-src 'self' data:";

    private final Templates templates;
    private final Frames frames;

    public ApiPage(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    public List<Route> routes() {
        return List.of(Route.get("/api", this::show));
    }

    private void show(Context ctx) {
        templates.send(ctx, "api", Map.of("frame", frames.of(ctx, "API", "")));
        ctx.header("Content-Security-Policy", POLICY);
    }
}
