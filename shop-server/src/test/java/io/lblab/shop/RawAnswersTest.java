package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.testkit.Shops;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `X-Instance-ID` on what no handler ever sees: bytes sent by hand.
@Tag("local")
class RawAnswersTest {
    private static final String HEAD = "Host: x\r\nConnection: close\r\n";

    @TempDir static Path directory;
    private static Shop shop;

    record Case(int status, String request) {}

    @BeforeAll
    static void start() {
        shop = Shops.start(Shops.settings(directory.resolve("shop.db")));
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    static Case[] cases() {
        return new Case[] {
            new Case(400, "this is not HTTP\r\n\r\n"),
            new Case(400, "GET / HTTP/1.1\r\n\r\n"),
            new Case(400, "GET / HTTP/1.1\r\nHost: a\u0001b\r\n\r\n"),
            new Case(400, "GET /%zz HTTP/1.1\r\n" + HEAD + "\r\n"),
            new Case(400, "POST /purchase HTTP/1.1\r\n" + HEAD + "Content-Length: x\r\n\r\n"),
            new Case(404, "GET /nowhere HTTP/1.1\r\n" + HEAD + "\r\n"),
            new Case(405, "DELETE /health HTTP/1.1\r\n" + HEAD + "\r\n"),
            new Case(
                    413,
                    "POST /purchase HTTP/1.1\r\n"
                            + HEAD
                            + "Content-Length: 70000\r\n\r\n"
                            + "x".repeat(70_000)),
            new Case(431, "GET / HTTP/1.1\r\n" + HEAD + "X: " + "x".repeat(20_000) + "\r\n\r\n"),
            new Case(505, "GET / HTTP/7.0\r\n" + HEAD + "\r\n"),
            new Case(200, "HEAD /health HTTP/1.1\r\n" + HEAD + "\r\n"),
            new Case(200, "GET /health HTTP/1.0\r\n\r\n"),
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyAnswerNamesItsInstance(Case sent) throws IOException {
        String answer = answer(sent.request());

        assertThat(answer).startsWith("HTTP/1.1 " + sent.status() + " ");
        String headers = answer.substring(0, answer.indexOf("\r\n\r\n"));
        assertThat(headers.lines().filter("X-Instance-ID: 1"::equals)).hasSize(1);
    }

    @Test
    void connectionIsKeptAndEveryAnswerOnItIsNamed() throws IOException {
        String answers =
                answer(
                        "GET /health HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\n"
                                + HEAD
                                + "\r\n");
        assertThat(answers.split("X-Instance-ID: 1", -1)).hasSize(3);
        assertThat(answers).doesNotContain("Server:");
    }

    private static String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
