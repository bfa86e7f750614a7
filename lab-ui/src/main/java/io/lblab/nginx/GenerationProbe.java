package io.lblab.nginx;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Asks the running nginx which generation it serves, on a connection of its own each time: a kept
/// one would go on asking the worker it once reached. No server is asked, so no turn is taken.
final class GenerationProbe {

    static final String PATH = "/lab/nginx/generation";

    private static final int TIMEOUT_MILLIS = 1000;
    private static final int MAX_ANSWER = 4096;

    private final URI entry;

    GenerationProbe(URI entry) {
        this.entry = entry;
    }

    /// The generation of the worker that took the connection.
    ///
    /// @throws IOException when nginx does not answer, or not with a generation
    int ask() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(entry.getHost(), entry.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + PATH + " HTTP/1.0\r\nHost: lab\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes(MAX_ANSWER);
            return parse(new String(answer, StandardCharsets.US_ASCII));
        }
    }

    private int parse(String answer) throws IOException {
        int body = answer.indexOf("\r\n\r\n");
        String text = body < 0 ? "" : answer.substring(body).strip();
        if (!text.matches("[0-9]{1,9}")) {
            throw new IOException(
                    "What answers at "
                            + entry
                            + PATH
                            + " is no nginx of the lab: "
                            + answer.lines().findFirst().orElse("it closed the connection"));
        }
        return Integer.parseInt(text);
    }
}
