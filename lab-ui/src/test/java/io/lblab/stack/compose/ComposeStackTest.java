package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lblab.stack.LogLine;
import io.lblab.stack.Service;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What only a stack on Docker has: others who change it, containers that come back, names and
/// ports beside another stack.
@Tag("docker")
@ExtendWith(SharedComposeLab.class)
class ComposeStackTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final ComposeLab lab;

    ComposeStackTest(ComposeLab lab) {
        this.lab = lab;
    }

    @Test
    void whatSomebodyElseStopsIsSeenAsAnEvent() throws Exception {
        List<StackEvent> events = new CopyOnWriteArrayList<>();
        try (var subscription = lab.stack.onEvent(events::add)) {
            assertThat(subscription).isNotNull();

            ComposeLab.run("docker", "stop", lab.container("app2"));
            await().atMost(SOON).until(() -> seen(events, "app2").contains("STOPPED"));

            ComposeLab.run("docker", "start", lab.container("app2"));
            await().atMost(SOON).until(() -> seen(events, "app2").endsWith("RUNNING"));
        }
    }

    @Test
    void anotherObjectFindsTheStackAsItRuns() throws Exception {
        try (ComposeStack other =
                new ComposeStack(
                        new ComposeProject(ComposeLab.DIST, lab.name, lab.name, Map.of()))) {
            assertThat(other.state()).isEqualTo(StackState.RUNNING);
            assertThat(other.nginx().site()).isEqualTo(lab.site());
            assertThat(other.nginx().configFile()).isEqualTo(lab.stack.nginx().configFile());
            assertThatThrownBy(() -> other.start(StackOptions.defaults(), p -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("running already");
        }
    }

    @Test
    void aLogIsFollowedAcrossARestart() throws Exception {
        List<LogLine> lines = new CopyOnWriteArrayList<>();
        try (var following = lab.stack.followLogs("app1", 1, lines::add)) {
            assertThat(following).isNotNull();
            lab.stack.restartService("app1");
            lab.get("/lab/instance/1/products/2", "X-Lab-Token", lab.site().token());

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(lines)
                                    .extracting(LogLine::text)
                                    .anyMatch(text -> text.contains("GET /products/2")));
        }
        assertThat(lines)
                .extracting(line -> line.at().orElseThrow())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void servicesComeInTheGuidesOrderWithPortsOnThisMachineOnly() throws Exception {
        List<Service> services = lab.stack.services();

        assertThat(services)
                .extracting(Service::name)
                .startsWith("nginx", "app1", "app2", "redis", "kafka")
                .contains("prometheus", "node-exporter");
        assertThat(services)
                .flatExtracting(Service::endpoints)
                .isNotEmpty()
                .allMatch(endpoint -> endpoint.toString().startsWith("127.0.0.1:"));
    }

    @Test
    void ourImageRunsAsAnOrdinaryUserAndNoContainerMayGainRights() throws Exception {
        assertThat(ComposeLab.run("docker", "exec", lab.container("app1"), "id", "-u").strip())
                .isNotEqualTo("0");
        for (Service service : lab.stack.services()) {
            assertThat(
                            ComposeLab.run(
                                    "docker",
                                    "inspect",
                                    "--format",
                                    "{{.HostConfig.SecurityOpt}} {{.HostConfig.Memory}}",
                                    lab.container(service.name())))
                    .as(service.name())
                    .contains("no-new-privileges")
                    .doesNotEndWith(" 0\n");
        }
    }

    @Test
    void aTakenPortIsSaidAndNothingIsLeft() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ComposeLab second = new ComposeLab("p")) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() ->
                            second.stack.start(StackOptions.defaults().withPort(port), p -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessage(
                            "Port "
                                    + port
                                    + " on 127.0.0.1 is taken: stop what uses it, or choose"
                                    + " another port.");

            assertThat(second.stack.state()).isEqualTo(StackState.STOPPED);
            assertThat(ComposeLab.DIST.resolve("compose/.state/" + second.name)).doesNotExist();
        }
    }

    @Test
    void aSettingThatMakesNoSenseIsSaidAndNothingIsLeft() throws Exception {
        String name = lab.name + "b";
        try (ComposeStack second =
                new ComposeStack(
                        new ComposeProject(
                                ComposeLab.DIST, name, name, Map.of("GRAFANA_PORT", "http")))) {
            assertThatThrownBy(() -> second.start(StackOptions.defaults().withPort(0), p -> {}))
                    .isInstanceOf(StackException.class)
                    .hasMessage(
                            "GRAFANA_PORT in the environment is \"http\": it must be a port from 1"
                                    + " to 65535, or 0 for any free one.");

            assertThat(second.state()).isEqualTo(StackState.STOPPED);
            assertThat(ComposeLab.DIST.resolve("compose/.state/" + name)).doesNotExist();
        }
    }

    /// Unless the command line says otherwise.
    @Test
    void thePortAndTheProfilesThatAreSetAreTheDefaults() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (ComposeLab second =
                new ComposeLab(
                        "e", Map.of("LAB_PORT", String.valueOf(port), "COMPOSE_PROFILES", ""))) {
            second.stack.start(StackOptions.defaults(), progress -> {});

            assertThat(second.site().entry()).hasPort(port);
            assertThat(second.get("/health").statusCode()).isEqualTo(200);
            assertThat(second.stack.services())
                    .extracting(Service::name)
                    .containsExactly("nginx", "app1", "app2", "redis", "kafka");
        }
    }

    @Test
    void threeInstancesStartBesideTwoAndLeaveNothingBehind() throws Exception {
        String name;
        try (ComposeLab second = new ComposeLab("n")) {
            name = second.name;
            second.stack.start(new StackOptions(0, 3, false), progress -> {});

            Map<String, Long> answers =
                    java.util.stream.IntStream.range(0, 9)
                            .mapToObj(i -> instance(second))
                            .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
            assertThat(answers).isEqualTo(Map.of("1", 3L, "2", 3L, "3", 3L));
            assertThat(second.site().entry()).isNotEqualTo(lab.site().entry());
        }
        assertThat(ComposeLab.run("docker", "ps", "-a", "--format", "{{.Names}}"))
                .doesNotContain(name);
        assertThat(ComposeLab.run("docker", "network", "ls")).doesNotContain(name);
        assertThat(ComposeLab.run("docker", "volume", "ls")).doesNotContain(name);
        assertThat(Files.exists(ComposeLab.DIST.resolve("compose/.state/" + name))).isFalse();
    }

    private static String instance(ComposeLab stack) {
        try {
            return stack.get("/products").headers().firstValue("X-Instance-ID").orElse("none");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// The states of one service, in the order they were told.
    private static String seen(List<StackEvent> events, String service) {
        return events.stream()
                .filter(StackEvent.ServiceChanged.class::isInstance)
                .map(event -> ((StackEvent.ServiceChanged) event).service())
                .filter(changed -> changed.name().equals(service))
                .map(changed -> changed.state().name())
                .collect(Collectors.joining(" "));
    }
}
