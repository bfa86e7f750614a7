package io.lblab.shop.web;

/// The page that a browser gets instead of `{"error":…}`.
@FunctionalInterface
public interface ErrorPage {
    /// HTML for a status of 400 or more.
    String html(int status);
}
