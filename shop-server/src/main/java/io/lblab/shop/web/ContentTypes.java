package io.lblab.shop.web;

import io.javalin.http.Context;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Refuses bodies of a kind that nobody here reads, before a handler tries. Parts (`multipart/…`)
/// would be taken without a limit and kept in files; a charset that does not exist would be our
/// failure.
final class ContentTypes {
    private static final Pattern PARAMETERS = Pattern.compile(";");
    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\"]*)\"?");

    private ContentTypes() {}

    /// Lets a request pass.
    ///
    /// @throws Refusal 415 when its body cannot be read
    static void check(Context ctx) {
        String header = ctx.header("Content-Type");
        if (header == null) {
            return;
        }
        String type = header.toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            throw refusal("Files are not taken here: send JSON, or a form's fields.");
        }
        if (!PARAMETERS
                .splitAsStream(type)
                .map(String::strip)
                .filter(parameter -> parameter.startsWith("charset"))
                .allMatch(ContentTypes::isKnown)) {
            throw refusal("The charset of the Content-Type is not known: send UTF-8.");
        }
    }

    private static boolean isKnown(String charset) {
        Matcher named = CHARSET.matcher(charset);
        try {
            return named.matches() && Charset.isSupported(named.group(1));
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private static Refusal refusal(String words) {
        return new Refusal(
                415, "unsupported_media_type", "That is nothing that we can read.", words);
    }
}
