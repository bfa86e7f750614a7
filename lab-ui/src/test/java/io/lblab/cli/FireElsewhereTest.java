package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FireElsewhereTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    int number = asked.incrementAndGet();
                    if (exchange.getRequestURI().getPath().equals("/named")) {
                        exchange.getResponseHeaders().add("X-Instance-ID", "" + number % 2);
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        address = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void withoutAConfirmationNothingIsSent() {
        assertThat(call("fire", "--at", address)).isEqualTo(ExitCodes.FAILED);
        assertThat(said())
                .contains(
                        "localhost is not the lab's own stack.",
                        "name it a second time: --confirm localhost");
        assertThat(call("fire", "--at", address, "--confirm", "yes")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("\"yes\" is not the host of");
        assertThat(call("fire", "--confirm", "localhost")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("--confirm goes with --at");
        assertThat(asked).hasValue(0);
    }

    @Test
    void onceConfirmedItIsFiredAtAndCounted() throws Exception {
        assertThat(fire("--path", "/named", "-n", "40", "-c", "2", "--json")).isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        assertThat(asked).hasValue(40);
        assertThat(json.get("target").asText()).isEqualTo(address);
        assertThat(json.at("/distribution/total").asInt()).isEqualTo(40);
        assertThat(json.at("/distribution/instances").findValuesAsText("instance"))
                .containsExactlyInAnyOrder("0", "1");
    }

    @Test
    void whatIsMissingIsSaidAndBoundsAreKept() {
        assertThat(fire("--path", "/x", "-n", "10", "--threshold", "errors > 5"))
                .isEqualTo(ExitCodes.NOT_AS_EXPECTED);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("unnamed", "is not the lab's own stack: there is no log", "not stored")
                .contains("BROKEN  errors > 5: 0 of 10 failed");
    }

    private int fire(String... more) {
        String[] args = {"fire", "--at", address, "--confirm", "localhost"};
        return call(
                java.util.stream.Stream.of(args, more)
                        .flatMap(java.util.Arrays::stream)
                        .toArray(String[]::new));
    }

    private String said() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    private int call(String... args) {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        try (Stacks none = new Stacks(List.of())) {
            return LabCommand.run(
                    new CliContext(
                            none,
                            terminal,
                            new RunArchive(folder.resolve("runs")),
                            Optional.empty()),
                    args);
        }
    }
}
