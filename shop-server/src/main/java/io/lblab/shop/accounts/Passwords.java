package io.lblab.shop.accounts;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import com.password4j.types.Bcrypt;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/// Hashes passwords with bcrypt, at a cost of about a tenth of a second (why so:
/// docs/decisions/shop-passwords.md). Not more at a time than there are processors, so that many
/// log-ins at once leave room for the shop.
final class Passwords {
    static final int SHORTEST = 8;

    /// More bytes than this bcrypt would leave out without a word.
    static final int LONGEST_BYTES = 72;

    private static final int COST = 10;

    /// The hash of a password that nobody has.
    private static final String NOBODYS =
            "$2b$10$wkW8q1pOK2ALF4/qC9YOnuL1mZcITqWFQcdcnhPl4hsKeGwvZ.dli";

    private final BcryptFunction bcrypt = BcryptFunction.getInstance(Bcrypt.B, COST);
    private final Semaphore room = new Semaphore(Runtime.getRuntime().availableProcessors());

    /// Whether a password is neither too short nor too long.
    static boolean isUsable(String password) {
        return password.codePointCount(0, password.length()) >= SHORTEST
                && password.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BYTES
                && password.indexOf('\0') < 0;
    }

    String hash(String password) {
        room.acquireUninterruptibly();
        try {
            return Password.hash(password).with(bcrypt).getResult();
        } finally {
            room.release();
        }
    }

    /// Compares; takes its time also when the hash is empty, which no password fits.
    boolean fits(String password, String hash) {
        String known = hash.isEmpty() ? NOBODYS : hash;
        room.acquireUninterruptibly();
        try {
            boolean fits = Password.check(shortened(password), known).with(bcrypt);
            return fits && isUsable(password) && !hash.isEmpty();
        } finally {
            room.release();
        }
    }

    /// A password of kilobytes costs no more than any other.
    private static String shortened(String password) {
        return password.length() > LONGEST_BYTES ? password.substring(0, LONGEST_BYTES) : password;
    }
}
