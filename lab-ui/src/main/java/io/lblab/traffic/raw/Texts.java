package io.lblab.traffic.raw;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Strings of a few short texts that come again and again, so that they are made once.
final class Texts {

    private static final int MOST = 64;

    private final byte[][] bytes = new byte[MOST][];
    private final String[] strings = new String[MOST];
    private int known;

    String of(byte[] from, int start, int end) {
        for (int i = 0; i < known; i++) {
            if (Arrays.equals(bytes[i], 0, bytes[i].length, from, start, end)) {
                return strings[i];
            }
        }
        String text = new String(from, start, end - start, StandardCharsets.ISO_8859_1);
        if (known < MOST) {
            bytes[known] = Arrays.copyOfRange(from, start, end);
            strings[known] = text;
            known++;
        }
        return text;
    }
}
