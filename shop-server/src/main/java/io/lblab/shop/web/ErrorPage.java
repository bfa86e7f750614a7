package io.lblab.shop.web;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/// The page that a browser gets instead of `{"error":…}`.
public interface ErrorPage {
    /// Answers with the page.
    ///
    /// @param status 400 or more
    /// @param refusal what to say; null when the status says all
    void send(Context ctx, int status, @Nullable Refusal refusal);

    /// The page for a request of which nothing is known.
    ///
    /// @param status 400 or more
    byte[] html(int status);
}
