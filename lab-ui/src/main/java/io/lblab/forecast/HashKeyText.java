package io.lblab.forecast;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text after `hash`, evaluated as far as a client's address alone says what its variables are;
/// all others are empty.
final class HashKeyText {

    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:([A-Za-z0-9_]+)|\\{([A-Za-z0-9_]+)})");

    private HashKeyText() {}

    static byte[] evaluate(String text, String client) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        Matcher variable = VARIABLE.matcher(text);
        int done = 0;
        while (variable.find()) {
            to.writeBytes(utf8(text.substring(done, variable.start())));
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            if (name.equals("remote_addr")) {
                to.writeBytes(utf8(client));
            } else if (name.equals("binary_remote_addr")) {
                to.writeBytes(binary(client));
            }
            done = variable.end();
        }
        to.writeBytes(utf8(text.substring(done)));
        return to.toByteArray();
    }

    private static byte[] binary(String client) {
        if (client.startsWith("unix:")) {
            return utf8(client);
        }
        byte[] octets = ClientAddress.bytes(client);
        return octets.length == 16 ? octets : InetAddress.ofLiteral(client).getAddress();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
