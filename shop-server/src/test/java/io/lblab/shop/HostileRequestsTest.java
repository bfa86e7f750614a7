package io.lblab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HandlerType;
import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.Shops;
import io.lblab.shop.web.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests by clients that mean harm, or know no better: bytes sent by hand. Each is answered in
/// the form of every other error, by a named instance, and keeps nobody else waiting.
@Tag("local")
class HostileRequestsTest {
    private static final Duration REQUEST_TIMEOUT = Duration.ofMillis(1_500);
    private static final String HEAD = "Host: x\r\nConnection: close\r\n";
    private static final String TOKEN = "X-Lab-Token: t\r\n";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Requests with a body: what a text editor would call POST and PUT.
    private static final List<String> WRITES =
            List.of("POST /purchase", "PUT /stock", "PUT /lab/behaviour");

    private static final List<String> NONSENSE =
            List.of(
                    "",
                    "{",
                    "[".repeat(60_000),
                    "{\"product_id\":\"x\",\"quantity\":1e400,\"stock\":[]}",
                    "product_id=x&quantity=-1&token=%zz&=&&",
                    "\u0000\u0001\u00ff\u00fe",
                    "x".repeat(70_000));
    private static final List<String> TYPES =
            List.of(
                    "application/json",
                    FORM,
                    FORM + "; charset=nonsense",
                    FORM + "; charset",
                    FORM + "; xcharset=utf-8; charset=",
                    "multipart/form-data",
                    "multipart/form-data; boundary=x",
                    ";;=");

    @TempDir static Path directory;
    private static Shop shop;

    @BeforeAll
    static void start() {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        settings.put("REQUEST_TIMEOUT_MS", Long.toString(REQUEST_TIMEOUT.toMillis()));
        settings.put("LAB_TOKEN", "t");
        shop = Shops.start(settings);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    record Raw(int status, String headers, String body) {
        JsonNode json() throws IOException {
            return MAPPER.readTree(body);
        }
    }

    static Stream<Arguments> tooMuch() {
        String big = "x".repeat(70_000);
        String chunked = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").repeat(5) + "0\r\n\r\n";
        return WRITES.stream()
                .flatMap(write ->
                        Stream.of(
                                Arguments.of(write, "Content-Length: 70000\r\n\r\n" + big),
                                Arguments.of(write, "Content-Length: 7000000000\r\n\r\n" + big),
                                Arguments.of(
                                        write, "Transfer-Encoding: chunked\r\n\r\n" + chunked)));
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void bodyThatIsTooLongIsRefusedWithTheLimit(String write, String rest) throws IOException {
        Raw answer = ask(write + " HTTP/1.1\r\n" + HEAD + TOKEN + rest);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"content_too_large\",\"reason\":\"the body is longer than 65536"
                                + " bytes\"}");
    }

    static Stream<Arguments> notUsable() {
        List<String> bodies =
                List.of(
                        "",
                        "{",
                        "nonsense",
                        "null",
                        "[]",
                        "\"text\"",
                        "{\"product_id\":1,\"quantity\":1}}",
                        "{\"product_id\":1,\"product_id\":2,\"quantity\":1,\"stock\":1}",
                        "{'product_id':1}",
                        "{\"product_id\":1,\"quantity\":NaN,\"stock\":NaN}",
                        "{\"product_id\":\"1\",\"quantity\":\"1\",\"stock\":\"1\"}",
                        "{\"product_id\":1.5,\"quantity\":1.5,\"stock\":1.5}",
                        "{\"product_id\":[1],\"quantity\":{},\"stock\":{}}",
                        "{\"product_id\":true,\"quantity\":true,\"stock\":true}",
                        "{\"product_id\":1,\"quantity\":1e400,\"stock\":1e400}",
                        "{\"product_id\":1,\"quantity\":%1$s,\"stock\":%1$s}"
                                .formatted("9".repeat(5_000)),
                        "{\"a\":".repeat(10_000),
                        "[".repeat(60_000),
                        "{\"quantity\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}",
                        "\u0000\u0001\u00ff\u00fe");
        return WRITES.stream()
                .flatMap(write -> bodies.stream().map(body -> Arguments.of(write, body)));
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("notUsable")
    void bodyThatCannotBeUsedIsRefusedInTheFormOfTheContract(String write, String body)
            throws IOException {
        Raw answer =
                ask(
                        "%s HTTP/1.1\r\n%s%sContent-Length: %d\r\n\r\n%s"
                                .formatted(write, HEAD, TOKEN, body.length(), body));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).matches("[a-z_]+");
        if (write.equals("POST /purchase")) {
            assertThat(answer.json().path("ok").isBoolean()).isTrue();
            assertThat(answer.json().path("error").asText())
                    .isIn(
                            Set.of(
                                    "product_not_found",
                                    "invalid_quantity",
                                    "out_of_stock",
                                    "insufficient_stock"));
        }
    }

    static Stream<Arguments> malformed() {
        String manyHeaders =
                IntStream.range(0, 5_000)
                        .mapToObj(i -> "X-%d: y\r\n".formatted(i))
                        .reduce("", String::concat);
        String post = "POST /purchase HTTP/1.1\r\n" + HEAD;
        return Stream.of(
                Arguments.of(400, "this is not HTTP\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of(400, "GET / HTTP/1.1\r\n" + HEAD + "X: a\r\n folded\r\n\r\n"),
                Arguments.of(414, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(431, "GET / HTTP/1.1\r\n" + HEAD + manyHeaders + "\r\n"),
                Arguments.of(
                        431, "GET / HTTP/1.1\r\n" + HEAD + "X: " + "x".repeat(20_000) + "\r\n\r\n"),
                Arguments.of(400, "GET /products/%00 HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(400, "GET /static/shop.css%00.js HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(400, "GET /static/../../etc/passwd HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(
                        400, "GET /static/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(404, "GET /static/../db/migration HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(404, "GET /static/..%2f..%2fetc/passwd HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(400, "GET /static/..\\..\\etc HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(400, "GET /products/%ff%fe HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(404, "GET //products HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(400, post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"),
                Arguments.of(400, post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(400, post + "Content-Length: -2\r\n\r\n{}"),
                Arguments.of(
                        400,
                        post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of(400, post + "Transfer-Encoding: gzip\r\n\r\n{}"),
                Arguments.of(400, post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
                Arguments.of(417, post + "Expect: something\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of(405, "TRACE / HTTP/1.1\r\n" + HEAD + "\r\n"),
                Arguments.of(505, "GET / HTTP/7.0\r\n" + HEAD + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotARequestIsRefusedAsJson(int status, String request) throws IOException {
        Raw answer = ask(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).contains("Content-Type: application/json");
        assertThat(answer.json().path("error").asText()).matches("[a-z_]+");
        if (status != 404 && status != 405) {
            assertThat(answer.json().path("reason").asText()).isNotEmpty();
        }
    }

    static Stream<String> everyWrite() {
        return shop.routes().stream()
                .filter(route -> !route.method().equals(HandlerType.GET))
                .map(route -> route.method() + " " + route.path().replaceAll("\\{[^}]+}", "1"));
    }

    @ParameterizedTest
    @MethodSource("everyWrite")
    void nothingThatIsSentAnywhereBreaksTheServer(String write) throws IOException {
        for (String body : NONSENSE) {
            for (String type : TYPES) {
                Raw answer =
                        ask(
                                "%s HTTP/1.1\r\n%sContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                                        .formatted(write, HEAD, type, body.length(), body));
                assertThat(answer.status()).as(type + " " + answer.body()).isBetween(200, 499);
            }
        }
    }

    static Stream<String> everyRead() {
        return shop.routes().stream()
                .filter(route -> route.method().equals(HandlerType.GET))
                .map(Route::path)
                .filter(path -> !path.endsWith("/events"));
    }

    @ParameterizedTest
    @MethodSource("everyRead")
    void nothingThatIsAskedForBreaksTheServer(String path) throws IOException {
        for (String value : List.of("x", "-1", "99999999999999999999", "1%2f2", "%ff", "';--")) {
            String asked = path.replaceAll("\\{[^}]+}|\\*", value);
            for (String query :
                    List.of(
                            "",
                            "?q=%1$s&category=%1$s&sort=%1$s&page=%1$s&size=%1$s",
                            "?product_id=%s")) {
                Raw answer =
                        ask(
                                "GET %s HTTP/1.1\r\n%s\r\n"
                                        .formatted(asked + query.formatted(value), HEAD));
                assertThat(answer.status()).as(asked + query).isBetween(200, 499);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", FORM + "; charset=nonsense"})
    void bodyThatNobodyReadsIsRefusedUnread(String type) throws IOException {
        Raw answer =
                ask(
                        "POST /cart/add HTTP/1.1\r\n%sContent-Type: %s\r\nContent-Length: 9000000000\r\n\r\n"
                                .formatted(HEAD, type));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("error").asText()).isEqualTo("unsupported_media_type");
        assertThat(answer.json().path("reason").asText()).isNotEmpty();
    }

    @Test
    void browserWhoseHeadersWereReadGetsAPage() throws IOException {
        Raw answer = ask("GET /shop%ff HTTP/1.1\r\nAccept: text/html\r\n" + HEAD + "\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).contains("Content-Type: text/html");
        assertThat(answer.body()).containsIgnoringCase("<!doctype html>").doesNotContain("Jetty");
    }

    @Test
    void clientThatGoesAwayInTheMiddleLeavesNoTrace() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "POST /purchase HTTP/1.1\r\n" + HEAD + "Content-Length: 100\r\n\r\n{");
            socket.shutdownOutput();
            Raw answer = read(socket);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("error").asText()).isEqualTo("bad_request");
        }
    }

    static Stream<Arguments> trickling() {
        return Stream.of(
                Arguments.of("GET /heal", "x"),
                Arguments.of("GET /health HTTP/1.1\r\nHost: x\r\n", "X-A: b\r\n"),
                Arguments.of(
                        "POST /purchase HTTP/1.1\r\n" + HEAD + "Content-Length: 999\r\n\r\n", "x"),
                Arguments.of(
                        "POST /purchase HTTP/1.1\r\n" + HEAD + "Content-Length: 999\r\n\r\n", ""),
                Arguments.of(
                        "PUT /stock HTTP/1.1\r\n" + HEAD + "Transfer-Encoding: chunked\r\n\r\n",
                        "1\r\nx\r\n"));
    }

    @ParameterizedTest
    @MethodSource("trickling")
    void requestMustBeCompleteInTimeHoweverSteadilyItTrickles(String begin, String drop)
            throws IOException {
        long begun = System.nanoTime();
        Raw answer = trickle(begin, drop);

        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"error\":\"request_timeout\",\"reason\":\"the request was not complete"
                                + " within 1500 ms\"}");
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(REQUEST_TIMEOUT, REQUEST_TIMEOUT.plusSeconds(3));
    }

    @Test
    void connectionOfATricklerIsClosedWhetherItGoesOrNot() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /heal");
            assertThat(read(socket).status()).isEqualTo(408);
            Awaitility.await("the other end is closed")
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> send(socket, "x"))
                                    .isInstanceOf(SocketException.class));
        }
        assertThat(new Client(shop.port()).get("/metrics").body())
                .contains("http_requests_total{endpoint=\"other\",method=\"other\",status=\"408\"}")
                .doesNotContain("status=\"500\"");
    }

    @Test
    void requestThatIsCompleteMayTakeLongerToBeAnswered() throws IOException {
        Client client = new Client(shop.port());
        Map<String, String> token = Map.of("X-Lab-Token", "t");
        client.send(
                "PUT", "/lab/behaviour", "{\"latency\":{\"kind\":\"fixed\",\"ms\":2500}}", token);
        try {
            assertThat(client.setStock(3, 44).status()).isEqualTo(200);
        } finally {
            client.send("DELETE", "/lab/behaviour", null, token);
        }
    }

    @Test
    void thousandsOfIdleAndTricklingConnectionsKeepNobodyWaiting() throws IOException {
        List<SocketChannel> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 2_000; i++) {
                SocketChannel connection =
                        SocketChannel.open(
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), shop.port()));
                connections.add(connection);
                if (i % 2 == 0) {
                    connection.write(
                            ByteBuffer.wrap("GET /pro".getBytes(StandardCharsets.US_ASCII)));
                }
            }
            Client client = new Client(shop.port());
            long begun = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                assertThat(client.get("/products/1").status()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofSeconds(5));
            ByteBuffer answer = ByteBuffer.allocate(1_000);
            assertThat(connections.getFirst().read(answer)).isPositive();
            assertThat(new String(answer.array(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 408 ");
        } finally {
            for (SocketChannel connection : connections) {
                connection.close();
            }
        }
    }

    /// Sends something more every 100 ms until there is an answer.
    private static Raw trickle(String begin, String drop) throws IOException {
        try (Socket socket = connect()) {
            send(socket, begin);
            socket.setSoTimeout(100);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int tries = 0; tries < 100; tries++) {
                try {
                    int read = in.read(buffer);
                    if (read < 0) {
                        break;
                    }
                    answer.write(buffer, 0, read);
                } catch (SocketTimeoutException e) {
                    send(socket, drop);
                } catch (SocketException e) {
                    break; // closed while we were sending
                }
            }
            return parsed(answer.toString(StandardCharsets.ISO_8859_1));
        }
    }

    private static Raw ask(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return read(socket);
        }
    }

    private static Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), shop.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static Raw read(Socket socket) throws IOException {
        return parsed(
                new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    private static Raw parsed(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ").contains("\r\n\r\n");
        int end = answer.indexOf("\r\n\r\n");
        Raw raw =
                new Raw(
                        Integer.parseInt(answer.substring(9, 12)),
                        answer.substring(0, end),
                        answer.substring(end + 4));
        assertThat(raw.headers().lines().filter("X-Instance-ID: 1"::equals)).hasSize(1);
        return raw;
    }
}
