package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Types every row of docs/guide.md, from `docker compose down` on, as a reader would: no part of
/// the lab starts this stack. Names, ports and network are others than the guide's, so that a
/// reader's own stack on this machine is left alone.
@Tag("docker")
class GuideCommandsTest {

    private static final int ROWS_AT_LEAST = 31;

    @TempDir private Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private String name = "";
    private int port;
    private int prometheusPort;

    @Test
    void everyCommandOfTheGuideDoesWhatThePageSays() throws Exception {
        List<GuideTable.Row> rows = GuideTable.read(ComposeLab.DIST.resolve("docs/guide.md"));
        assertThat(rows).hasSizeGreaterThanOrEqualTo(ROWS_AT_LEAST);

        try (ComposeLab lab = new ComposeLab("g")) {
            settle(lab);
            for (GuideTable.Row row : rows) {
                String said = row.follows() ? follow(row) : type(row);
                for (String word : row.seen()) {
                    assertThat(said).as(row.typed()).contains(here(word));
                }
            }
            assertThat(lab.stack.state()).isEqualTo(StackState.RUNNING);
            assertTheLabGetsAtEachInstance(lab);
            type(new GuideTable.Row("docker compose down", List.of()));
            assertThat(lab.stack.services()).isEmpty();
        }
    }

    /// nginx.conf says by which token, also when a variable says another.
    private void assertTheLabGetsAtEachInstance(ComposeLab lab) throws Exception {
        for (String instance : List.of("1", "2")) {
            HttpResponse<String> answer =
                    lab.get(
                            "/lab/instance/" + instance + "/products",
                            "X-Lab-Token",
                            lab.site().token());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Instance-ID")).contains(instance);
        }
        assertThat(ComposeLab.run("docker", "exec", name + "-app1", "printenv", "LAB_TOKEN"))
                .isEqualToIgnoringNewLines("set-in-the-environment");
    }

    /// Finds a place for the stack, and says so in the variables that compose.yaml knows.
    private void settle(ComposeLab lab) throws Exception {
        try (DockerEngine engine = new DockerEngine(lab.name)) {
            FreePlaces free = new FreePlaces(engine);
            ComposeProject project = ComposeProject.of(ComposeLab.DIST, System.getenv());
            ImageSet images = ImageSet.choose(project, engine, ShopChoices.defaults());
            for (Path file : images.envFiles()) {
                variables.putAll(ComposeProject.readVariables(file));
            }
            String guideNetwork = "10.213.87";
            // Above those that other stacks take.
            String network = free.network("10.213.187");
            port = free.port(0);
            prometheusPort = free.port(0);
            Path nginx = Files.createDirectory(folder.resolve("nginx"));
            for (String file : List.of("nginx.conf", "mime.types")) {
                String text = Files.readString(ComposeLab.DIST.resolve("compose/nginx/" + file));
                Files.writeString(
                        nginx.resolve(file),
                        text.replace(guideNetwork, network)
                                .replace(escaped(guideNetwork), escaped(network)));
            }
            name = lab.name;
            variables.putAll(lab.names());
            variables.put("COMPOSE_PROFILES", images.monitoringProfile());
            variables.put("LAB_NET", network);
            variables.put("LAB_PORT", String.valueOf(port));
            variables.put("PROMETHEUS_PORT", String.valueOf(prometheusPort));
            variables.put("GRAFANA_PORT", String.valueOf(free.port(0)));
            variables.put("CADVISOR_PORT", String.valueOf(free.port(0)));
            variables.put("LAB_TOKEN", "set-in-the-environment");
            variables.put("LAB_NGINX_DIR", nginx.toString());
            variables.put("LBLAB_TERMINAL", "0"); // as ./lab says it of a pipe
        }
    }

    /// As it stands in a regular expression.
    private static String escaped(String network) {
        return network.replace(".", "\\.");
    }

    /// Types a command and waits for its end.
    private String type(GuideTable.Row row) throws Exception {
        Process process = start(row);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(row.typed()).isTrue();
        assertThat(process.exitValue()).as(row.typed() + "\n" + said).isZero();
        return said;
    }

    /// Types a command that goes on, makes something happen, and interrupts it when the words are
    /// there.
    private String follow(GuideTable.Row row) throws Exception {
        Process process = start(row);
        StringBuilder said = new StringBuilder();
        try {
            CompletableFuture<Void> seen =
                    CompletableFuture.runAsync(() -> readUntil(process, row.seen(), said));
            // A change before somebody listens is heard by nobody.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        changeStock();
                        return seen.isDone();
                    });
            seen.join();
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        return said.toString();
    }

    private void readUntil(Process process, List<String> words, StringBuilder said) {
        try {
            var output = process.inputReader();
            while (!words.stream().allMatch(word -> said.indexOf(here(word)) >= 0)) {
                String line = output.readLine();
                if (line == null) {
                    return;
                }
                said.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void changeStock() throws Exception {
        try (var http = java.net.http.HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stock"))
                            .header("Content-Type", "application/json")
                            .PUT(
                                    HttpRequest.BodyPublishers.ofString(
                                            "{\"product_id\":2,\"stock\":49}"))
                            .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
    }

    private Process start(GuideTable.Row row) throws IOException {
        boolean lab = row.typed().startsWith("./lab ");
        ProcessBuilder builder = lab ? labProcess(row.typed()) : shell(here(row.typed()));
        builder.environment().putAll(variables);
        return builder.redirectErrorStream(true).start();
    }

    private static ProcessBuilder shell(String typed) {
        String command = typed.replaceFirst("^curl\\.exe ", "curl ");
        return new ProcessBuilder("bash", "-o", "pipefail", "-c", command)
                .directory(ComposeLab.DIST.resolve("compose").toFile());
    }

    /// The program behind `./lab`, with the classes under test.
    private static ProcessBuilder labProcess(String typed) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlblab.dist=" + ComposeLab.DIST,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.lblab.app.Main");
        builder.command().addAll(List.of(typed.substring("./lab ".length()).split(" ")));
        builder.command().addAll(List.of("--stack", "compose"));
        return builder.directory(ComposeLab.DIST.toFile());
    }

    /// What the guide calls by its names, as this stack calls it.
    private String here(String text) {
        return text.replaceAll("gsg-(?!final-app)", name + "-")
                .replace("localhost:8000", "127.0.0.1:" + port)
                .replace("localhost:9090", "127.0.0.1:" + prometheusPort);
    }
}
