package io.lblab.shop.session;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What is remembered of one browser. It never changes: logging in and out makes a new one.
///
/// @param id what the cookie says; nobody can guess it
/// @param token what a form of this session must carry
/// @param login who is logged in, null for nobody
public record Session(String id, String token, @Nullable Login login) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BYTES = 24;

    /// A customer who is logged in.
    ///
    /// @param since when the account was made: the same number in a database made anew is somebody
    ///   else
    public record Login(long customer, long since) {}

    /// A new session that nobody knows yet.
    static Session begin(@Nullable Login login) {
        return new Session(random(), random(), login);
    }

    static boolean isId(String text) {
        return text.matches("[A-Za-z0-9_-]{32}");
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
