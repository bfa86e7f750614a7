package io.lblab.stack.local;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Secrets between the lab and its nginx.
final class Tokens {

    private static final int BYTES = 16;

    private Tokens() {}

    static String fresh() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
