package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.app.LabProcess.Ended;
import io.lblab.stack.HttpAsk;
import io.lblab.stack.LeftOvers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A stack in the terminal, from `up` to `down`, each in a process of its own.
@Tag("local")
class UpToDownTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path home;

    private LabProcess lab() {
        return new LabProcess(home, Map.of());
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        lab().run("down");
        assertThat(lab().leftBehind()).isEmpty();
    }

    @Test
    void upTellsHowLongItTookCommandsDoWhatTheySayAndDownLeavesNothing() throws Exception {
        long began = System.nanoTime();
        Ended up = lab().run("up", "--stack=local", "--port=auto", "--no-monitoring", "--json");
        double waited = (System.nanoTime() - began) / 1e9;
        assertThat(up.exitCode()).as(up.err()).isZero();
        assertThat(up.json().get("startSeconds").asDouble()).isPositive().isLessThan(waited);
        URI entry = URI.create(up.json().get("entry").asText());
        assertThat(LeftOvers.isFree(entry.getPort())).isFalse();

        oneCommandChangesHowItBalances();
        followedLogsEndWithTheirReader(new HttpAsk(entry));
        interruptedListeningGivesTheStockBack(new HttpAsk(entry));
        interruptedFiringShowsWhatThereWas();
        aRunIsHeldToTheSameAgain();
        aRunWhoseNginxIsKilledIsShownAllTheSame();

        Ended down = lab().run("down");
        assertThat(down.exitCode()).as(down.err()).isZero();
        assertThat(lab().leftBehind()).isEmpty();
        assertThat(LeftOvers.isFree(entry.getPort())).isTrue();
    }

    private void oneCommandChangesHowItBalances() throws Exception {
        Ended applied =
                lab().run(
                                "apply",
                                "--strategy=hash $request_uri consistent",
                                "--server=app1:max_fails=1,fail_timeout=5s,max_conns=10",
                                "--server=app2:down",
                                "--no-zone",
                                "--keepalive=7",
                                "--workers=3",
                                "--json");
        assertThat(applied.exitCode()).as(applied.err()).isZero();
        JsonNode upstream = applied.json().get("upstream");
        assertThat(applied.json().get("workers").asText()).isEqualTo("3");
        assertThat(upstream.get("zone").asBoolean()).isFalse();
        assertThat(upstream.get("keepalive").asInt()).isEqualTo(7);
        assertThat(upstream.get("servers").get(0).get("maxConns").asInt()).isEqualTo(10);
        assertThat(upstream.get("servers").get(1).get("mode").asText()).isEqualTo("DOWN");

        Ended back = lab().run("history", "back", "1", "--json");
        assertThat(back.exitCode()).as(back.err()).isZero();
        assertThat(back.json().get("workers").asText()).isNotEqualTo("3");
        assertThat(back.json().get("upstream").get("zone").asBoolean()).isTrue();
    }

    /// As with `lab logs -f | head`.
    private void followedLogsEndWithTheirReader(HttpAsk shop) throws Exception {
        Process logs = lab().command("logs", "-f", "app1", "app2").start();
        try {
            assertThat(logs.getInputStream().read()).as("a first line").isNotNegative();
            logs.getInputStream().close();

            await().atMost(PATIENCE)
                    .until(() -> {
                        shop.get("/products"); // somebody has to have something to say
                        return !logs.isAlive();
                    });

            assertThat(logs.exitValue()).isZero();
            assertThat(new String(logs.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
        } finally {
            logs.destroyForcibly();
        }
    }

    /// As with Ctrl+C under `lab listen`, whose probes raise the last product's stock.
    private void interruptedListeningGivesTheStockBack(HttpAsk shop) throws Exception {
        int before = lastStock(shop);
        Process listening =
                lab().command("listen", "--listeners=20", "--duration=10m", "--probe-every=50ms")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            await().atMost(PATIENCE).until(() -> lastStock(shop) > before + 5);

            new ProcessBuilder("kill", "-INT", String.valueOf(listening.pid())).start().waitFor();

            assertThat(listening.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(lastStock(shop)).isEqualTo(before);
        } finally {
            listening.destroyForcibly();
        }
    }

    /// As with Ctrl+C under `lab fire`: the figures are shown and stored all the same.
    private void interruptedFiringShowsWhatThereWas() throws Exception {
        LabProcess.Running firing =
                lab().start("fire", "--path=/products/1?mine", "--duration=10m", "--json");
        try {
            await().atMost(PATIENCE).until(() -> accessLog().contains("/products/1?mine"));

            new ProcessBuilder("kill", "-INT", String.valueOf(firing.process().pid()))
                    .start()
                    .waitFor();

            Ended ended = firing.await();
            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(ended.err()).contains("Interrupted: the figures are of what there was");
            JsonNode report = ended.json();
            assertThat(report.get("requests").asLong()).isPositive();
            Ended runs = lab().run("runs", "show", report.get("stored").asText(), "--json");
            assertThat(runs.exitCode()).as(runs.err()).isZero();
        } finally {
            firing.process().destroyForcibly();
        }
    }

    private void aRunIsHeldToTheSameAgain() throws Exception {
        Ended first = lab().run("fire", "--requests=20", "--threshold=p99 < 1us", "--json");
        assertThat(first.exitCode()).as(first.err()).isEqualTo(3);

        Ended again = lab().run("runs", "again", first.json().get("stored").asText(), "--json");

        assertThat(again.exitCode()).as(again.err()).isEqualTo(3);
        assertThat(again.json().at("/thresholds/0/held").asBoolean(true)).isFalse();
    }

    private void aRunWhoseNginxIsKilledIsShownAllTheSame() throws Exception {
        LabProcess.Running firing =
                lab().start(
                                "fire",
                                "--path=/products/2?killed",
                                "--rate=50",
                                "--duration=8s",
                                "--json");
        try {
            await().atMost(PATIENCE).until(() -> accessLog().contains("/products/2?killed"));
            Ended killed = lab().run("service", "kill", "nginx");
            assertThat(killed.exitCode()).as(killed.err()).isZero();

            Ended ended = firing.await();

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(3);
            assertThat(ended.err()).contains("After the run: nginx does not answer");
            assertThat(ended.json().get("requests").asLong()).isEqualTo(400);
            assertThat(ended.json().at("/failures/connection refused").asLong()).isPositive();
            assertThat(ended.json().get("stored").isNumber()).isTrue();
        } finally {
            firing.process().destroyForcibly();
        }
        Ended started = lab().run("service", "start", "nginx");
        assertThat(started.exitCode()).as(started.err()).isZero();
    }

    private String accessLog() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            Path log = files.filter(file -> file.endsWith("access.log")).findFirst().orElseThrow();
            return Files.readString(log);
        }
    }

    private static int lastStock(HttpAsk shop) throws Exception {
        JsonNode products = new ObjectMapper().readTree(shop.get("/products").body());
        JsonNode all = products.get("products");
        return all.get(all.size() - 1).get("stock").asInt();
    }
}
