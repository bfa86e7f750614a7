package io.lblab.shop.web;

/// A request that is answered with an error which the client is told in words: JSON with the code
/// for programs, a page with title and words for browsers.
public class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String title;

    /// Makes a refusal.
    ///
    /// @param code the `error` of the JSON
    /// @param title heading of the page
    /// @param words what happened, and what mends it
    public Refusal(int status, String code, String title, String words) {
        super(words, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
