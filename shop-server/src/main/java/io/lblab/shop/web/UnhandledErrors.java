package io.lblab.shop.web;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers what Jetty refuses before any handler sees it, in the form of our other errors.
final class UnhandledErrors implements Request.Handler {
    private static final int LONGEST_REASON = 200;
    private static final Map<Integer, String> MEANINGS =
            Map.of(
                    400, "the path of the request is not one that this server takes",
                    414, "the path of the request is too long",
                    431, "the headers of the request are longer than 8192 bytes");

    private final Answers answers;
    private final ErrorPage page;

    UnhandledErrors(Answers answers, ErrorPage page) {
        this.answers = answers;
        this.page = page;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object said = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException refusal) {
            status = refusal.getCode();
            said = refusal.getReason();
            response.setStatus(status);
        }
        if (HttpStatus.hasNoBody(status)) {
            callback.succeeded();
            return true;
        }
        byte[] body;
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        if (accept != null && accept.contains("text/html")) {
            body = page.html(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Body.HTML);
        } else {
            body = answers.refusal(ErrorCodes.of(status), reason(status, said));
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /// What Jetty says, or where that only repeats the status, what is meant by it.
    private static String reason(int status, @Nullable Object said) {
        String name = HttpStatus.getMessage(status);
        String text = said instanceof String sentence ? sentence : name;
        if (text.equals(name)) {
            return MEANINGS.getOrDefault(status, text);
        }
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }
}
