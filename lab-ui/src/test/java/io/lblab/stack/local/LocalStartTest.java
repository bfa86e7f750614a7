package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.stack.HttpAsk;
import io.lblab.stack.LeftOvers;
import io.lblab.stack.Service;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts of the local stack: how fast, what comes along, and how they fail.
@Tag("local")
class LocalStartTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StackOptions PLAIN = new StackOptions(0, 2, false);

    @TempDir Path home;

    @AfterEach
    void nothingIsLeft() throws Exception {
        try (LocalStack stack = open(System.getenv())) {
            stack.stop(_ -> {});
        }
        assertThat(LeftOvers.processesOf(home)).isEmpty();
    }

    /// The best of three, because the machine that tests may be busy with something else.
    @Test
    void theStackIsOfUseWithinEightSeconds() throws Exception {
        List<Duration> took = new ArrayList<>();
        try (LocalStack stack = open(System.getenv())) {
            while (took.size() < 3
                    && took.stream().noneMatch(d -> d.compareTo(Duration.ofSeconds(8)) < 0)) {
                took.add(stack.start(PLAIN, _ -> {}));
                stack.stop(_ -> {});
            }
        }
        assertThat(took).anyMatch(d -> d.compareTo(Duration.ofSeconds(8)) < 0);
    }

    @Test
    void prometheusSeesBothInstancesAndTheMachine() throws Exception {
        Tools tools = new Tools(System.getenv());
        assumeTrue(
                tools.find("prometheus").isPresent()
                        && tools.find("prometheus-node-exporter").isPresent(),
                "the packages prometheus and prometheus-node-exporter are not installed");
        try (LocalStack stack = open(System.getenv())) {
            stack.start(new StackOptions(0, 2, true), _ -> {});

            List<Service> services = stack.services();
            assertThat(services)
                    .extracting(Service::name)
                    .containsExactly(
                            "nginx",
                            "app1",
                            "app2",
                            "redis",
                            "kafka",
                            "prometheus",
                            "node-exporter");
            assertThat(services).allMatch(Service::isUp);
            HttpAsk prometheus =
                    new HttpAsk(URI.create("http://" + services.get(5).endpoints().getFirst()));
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(targets(prometheus))
                                    .isEqualTo(
                                            Map.of(
                                                    services.get(1).endpoints().getFirst(),
                                                    "up",
                                                    services.get(2).endpoints().getFirst(),
                                                    "up",
                                                    services.get(5).endpoints().getFirst(),
                                                    "up",
                                                    services.get(6).endpoints().getFirst(),
                                                    "up")));
        }
    }

    @Test
    void aStartBeginsWithAFreshShop() throws Exception {
        try (LocalStack stack = open(System.getenv())) {
            stack.start(PLAIN, _ -> {});
            HttpAsk ask = new HttpAsk(stack.nginx().site().entry());
            Map<Integer, Integer> stock = new HashMap<>();
            for (JsonNode product : JSON.readTree(ask.get("/products").body()).path("products")) {
                stock.put(product.path("id").asInt(), product.path("stock").asInt());
            }
            assertThat(stock).containsEntry(1, 100).containsEntry(2, 50).containsEntry(3, 75);
        }
    }

    @Test
    void aCrashIsNoticedAndToldApartFromAStop() throws Exception {
        try (LocalStack stack = open(System.getenv())) {
            stack.start(PLAIN, _ -> {});
            LocalState state = new StateFile(home.resolve("local/stack.json")).read().orElseThrow();
            List<Service> seen = new ArrayList<>();
            try (var _ =
                    stack.onEvent(event -> {
                        if (event instanceof io.lblab.stack.StackEvent.ServiceChanged one) {
                            synchronized (seen) {
                                seen.add(one.service());
                            }
                        }
                    })) {
                ProcessHandle.of(state.entry("app2").orElseThrow().pid())
                        .orElseThrow()
                        .destroyForcibly();

                await().untilAsserted(() -> {
                    synchronized (seen) {
                        assertThat(seen)
                                .anyMatch(s ->
                                        s.name().equals("app2")
                                                && s.state() == Service.State.CRASHED);
                    }
                });
            }
            stack.startService("app2");
            assertThat(stack.services()).allMatch(Service::isUp);
        }
    }

    @Test
    void aTakenPortIsNamedWithWhoHasItAndNothingIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalStack stack = open(System.getenv())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> stack.start(PLAIN.withPort(port), _ -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessage(
                            "Port %d is in use by java (pid %d); choose another with --port."
                                    .formatted(port, ProcessHandle.current().pid()));
            assertThat(stack.state()).isEqualTo(StackState.STOPPED);
            assertThat(stack.services()).isEmpty();
        }
    }

    @Test
    void withoutNginxTheCommandThatBringsItIsNamed() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LBLAB_NGINX", home.resolve("no-nginx").toString());
        try (LocalStack stack = open(environment)) {
            assertThat(stack.unavailable().orElseThrow())
                    .contains("no-nginx", "can't be used as nginx", "Type: ");
            assertThatThrownBy(() -> stack.start(PLAIN, _ -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("can't be used as nginx");
        }
    }

    @Test
    void aServiceThatEndsAtOnceFailsTheStartWithItsLastWords() throws Exception {
        Path broken = home.resolve("redis-server");
        Files.writeString(broken, "#!/bin/sh\necho 'no memory for redis'\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", home + java.io.File.pathSeparator + System.getenv("PATH"));
        try (LocalStack stack = open(environment)) {
            assertThatThrownBy(() -> stack.start(PLAIN, _ -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining(
                            "redis ended while starting; it said: no memory for redis");
            assertThat(stack.state()).isEqualTo(StackState.STOPPED);
            assertThat(home.resolve("local/stack.json")).doesNotExist();
            assertThat(home.resolve("local/nginx")).doesNotExist();
        }
    }

    private static Map<String, String> targets(HttpAsk prometheus) throws IOException {
        Map<String, String> health = new HashMap<>();
        JsonNode all =
                JSON.readTree(prometheus.get("/api/v1/targets").body())
                        .path("data")
                        .path("activeTargets");
        for (JsonNode target : all) {
            health.put(
                    target.path("labels").path("instance").asText(),
                    target.path("health").asText());
        }
        return health;
    }

    private LocalStack open(Map<String, String> environment) {
        return new LocalStack(home, environment);
    }
}
