package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A stack of its own on the real engine, beside whatever else runs on this machine: own project,
/// prefix, ports and network. Several test classes share one.
final class ComposeLab implements AutoCloseable {

    static final Path DIST = Path.of("..").toAbsolutePath().normalize();

    final String name;
    final ComposeStack stack;
    final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ComposeLab(String suffix) {
        this(suffix, Map.of());
    }

    /// @param set variables of compose.yaml, before those of `compose/.env`
    ComposeLab(String suffix, Map<String, String> set) {
        this.name = "lbtest" + ProcessHandle.current().pid() + suffix;
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(names());
        environment.putAll(set);
        this.stack = ComposeStack.at(DIST, environment);
    }

    /// One that runs.
    static ComposeLab started() throws Exception {
        ComposeLab lab = new ComposeLab("");
        try {
            lab.stack.start(StackOptions.defaults().withPort(0), progress -> {});
            return lab;
        } catch (StackException | InterruptedException e) {
            lab.close();
            throw e;
        }
    }

    /// What `docker compose` must be told to mean this stack.
    Map<String, String> names() {
        return Map.of("COMPOSE_PROJECT_NAME", name, "LAB_PREFIX", name);
    }

    NginxSite site() throws Exception {
        return stack.nginx().site();
    }

    String container(String service) {
        return name + "-" + service;
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET(), headers);
    }

    HttpResponse<String> head(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).HEAD());
    }

    HttpResponse<String> put(String path, String json) throws Exception {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    URI uri(String path) throws Exception {
        return URI.create(site().entry() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers)
            throws IOException, InterruptedException {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /// Runs a command to its end and returns what it said; fails when it fails.
    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(List.of(command) + "\n" + said).isZero();
        return said;
    }

    /// Volumes outlive a stop; those of a test are nobody's.
    static void removeVolumes(String project) throws IOException, InterruptedException {
        run(
                "docker",
                "volume",
                "rm",
                "-f",
                project + "_shop-data",
                project + "_kafka-data",
                project + "_postgres-data");
    }

    @Override
    public void close() {
        try {
            stack.stop(progress -> {});
            removeVolumes(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | StackException e) {
            throw new IllegalStateException("The stack of the tests does not stop.", e);
        } finally {
            stack.close();
            http.close();
        }
    }
}
