package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.lblab.shop.web.ErrorPage;
import io.lblab.shop.web.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of an error.
public final class ErrorPages implements ErrorPage {
    private final Templates templates;
    private final Frames frames;

    public ErrorPages(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    @Override
    public void send(Context ctx, int status, @Nullable Refusal refusal) {
        String title = refusal == null ? title(status) : refusal.title();
        String words = refusal == null ? words(status) : refusal.words();
        ctx.status(status);
        templates.send(
                ctx,
                "error",
                parameters(frames.of(ctx, Integer.toString(status), ""), status, title, words));
    }

    @Override
    public byte[] html(int status) {
        Frame frame = frames.bare(Integer.toString(status));
        return templates.html("error", parameters(frame, status, title(status), words(status)));
    }

    private static Map<String, Object> parameters(
            Frame frame, int status, String title, String words) {
        return Map.of("frame", frame, "status", status, "title", title, "words", words);
    }

    private static String title(int status) {
        return status == 404
                ? "There is nothing on this shelf."
                : status < 500
                        ? "That request made no sense to us."
                        : "Something broke on our side.";
    }

    private static String words(int status) {
        return status == 404
                ? "The page or product you asked for does not exist. No instance has it, and we"
                        + " asked ourselves."
                : status < 500
                        ? "Try it another way, or start again from the shop."
                        : "It is not you. Try again in a moment; another instance may answer then.";
    }
}
