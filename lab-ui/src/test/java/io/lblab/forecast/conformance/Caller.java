package io.lblab.forecast.conformance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A connection to nginx that is kept, for one request after another.
final class Caller implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;

    Caller(int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(20_000);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @param hold a number under which the backend holds its answer; negative: it answers at once
    void send(String path, String client, String key, long hold) throws IOException {
        String head =
                "GET "
                        + path
                        + " HTTP/1.1\r\nHost: lab\r\nX-Forwarded-For: "
                        + client
                        + "\r\nX-Key: "
                        + key
                        + (hold < 0 ? "" : "\r\nX-Hold: " + hold)
                        + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
    }

    /// The header `X-Lab` of the answer.
    String receive() throws IOException {
        String seen = "";
        int length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.startsWith("X-Lab: ")) {
                seen = line.substring("X-Lab: ".length());
            } else if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        in.skipNBytes(length);
        return seen;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("nginx closed the connection.");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
