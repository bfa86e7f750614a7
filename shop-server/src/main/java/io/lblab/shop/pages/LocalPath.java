package io.lblab.shop.pages;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a visitor goes on after logging in: a page of this shop, never another site.
final class LocalPath {
    /// One slash first: two, or one and a backslash, would be another host to a browser.
    private static final Pattern LOCAL =
            Pattern.compile(
                    "/(?:[A-Za-z0-9_.~-][A-Za-z0-9_.~/-]{0,200})?(?:\\?[A-Za-z0-9_.=-]{0,200})?");

    private LocalPath() {}

    /// The path, or the fallback when it is none of ours.
    static String of(@Nullable String path, String fallback) {
        return path != null && LOCAL.matcher(path).matches() ? path : fallback;
    }
}
