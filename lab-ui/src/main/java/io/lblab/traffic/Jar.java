package io.lblab.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import okhttp3.Cookie;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/// The cookies of one visitor. For any thread.
final class Jar {

    private final List<Cookie> cookies = new ArrayList<>();

    /// Keeps what an answer sets, and forgets what it ends.
    synchronized void take(HttpUrl url, Headers headers) {
        long now = System.currentTimeMillis();
        for (Cookie cookie : Cookie.parseAll(url, headers)) {
            cookies.removeIf(old ->
                    old.name().equals(cookie.name())
                            && old.domain().equals(cookie.domain())
                            && old.path().equals(cookie.path()));
            if (cookie.expiresAt() > now) {
                cookies.add(cookie);
            }
        }
    }

    /// What is sent along: `a=1; b=2`; empty without any.
    synchronized String header(HttpUrl url) {
        long now = System.currentTimeMillis();
        return cookies.stream()
                .filter(cookie -> cookie.expiresAt() > now && cookie.matches(url))
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }
}
