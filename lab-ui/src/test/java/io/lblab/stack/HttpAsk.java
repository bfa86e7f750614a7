package io.lblab.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One HTTP request on a connection of its own, from an address of choice.
public record HttpAsk(URI entry, String from) {

    /// The answer.
    ///
    /// @param headers by lower-case name
    public record Answer(int status, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    public HttpAsk(URI entry) {
        this(entry, "127.0.0.1");
    }

    public HttpAsk from(String address) {
        return new HttpAsk(entry, address);
    }

    public Answer get(String path, String... headers) throws IOException {
        return ask("GET", path, Optional.empty(), headers);
    }

    public Answer head(String path, String... headers) throws IOException {
        return ask("HEAD", path, Optional.empty(), headers);
    }

    public Answer send(String method, String path, String json, String... headers)
            throws IOException {
        return ask(method, path, Optional.of(json), headers);
    }

    private Answer ask(String method, String path, Optional<String> body, String... headers)
            throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(new InetSocketAddress(entry.getHost(), entry.getPort()), 5000);
            socket.setSoTimeout(30_000);
            StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
            request.append("Host: ").append(entry.getAuthority()).append("\r\n");
            request.append("Connection: close\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            byte[] bytes = body.orElse("").getBytes(StandardCharsets.UTF_8);
            if (body.isPresent()) {
                request.append("Content-Type: application/json\r\n");
                request.append("Content-Length: ").append(bytes.length).append("\r\n");
            }
            request.append("\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            return parse(socket.getInputStream(), method.equals("HEAD"));
        }
    }

    private static Answer parse(InputStream in, boolean head) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("The connection was closed before an answer: \"" + all + "\"");
        }
        String[] lines = all.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        String body = head ? "" : all.substring(end + 4);
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            body = unchunk(body);
        }
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, body);
    }

    private static String unchunk(String body) {
        StringBuilder whole = new StringBuilder();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (true) {
            int eol = at;
            while (bytes[eol] != '\r') {
                eol++;
            }
            int size =
                    Integer.parseInt(
                            new String(bytes, at, eol - at, StandardCharsets.US_ASCII), 16);
            if (size == 0) {
                return whole.toString();
            }
            whole.append(new String(bytes, eol + 2, size, StandardCharsets.UTF_8));
            at = eol + 2 + size + 2;
        }
    }
}
