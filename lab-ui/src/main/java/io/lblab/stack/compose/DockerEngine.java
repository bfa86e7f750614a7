package io.lblab.stack.compose;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Docker Engine that the Docker CLI would talk to, asked about one compose project. All
/// methods block.
final class DockerEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DockerEngine.class);

    static final String NO_ENGINE =
            "No Docker Engine answers: start Docker, or on Debian run compose/offline/engine start.";

    private static final String PROJECT = "com.docker.compose.project";
    private static final String SERVICE = "com.docker.compose.service";
    private static final String ONE_OFF = "com.docker.compose.oneoff";

    private final String project;
    private final DockerClient client;

    DockerEngine(String project) {
        this.project = project;
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        this.client =
                DockerClientImpl.getInstance(
                        config,
                        new ZerodepDockerHttpClient.Builder()
                                .dockerHost(config.getDockerHost())
                                .sslConfig(config.getSSLConfig())
                                .connectionTimeout(Duration.ofSeconds(5))
                                .maxConnections(64)
                                .build());
    }

    /// Asks the engine something.
    ///
    /// @throws StackException when it does not answer or refuses
    <T> T ask(Function<DockerClient, T> question) throws StackException {
        try {
            return question.apply(client);
        } catch (DockerException e) {
            throw new StackException("The Docker Engine refused: " + firstLine(e), e);
        } catch (RuntimeException e) {
            if (reason(e) instanceof IOException) {
                throw new StackException(NO_ENGINE, e);
            }
            throw e;
        }
    }

    /// Asks the engine for a change; one that has happened already is fine.
    ///
    /// @throws StackException when it does not answer or refuses
    void change(Consumer<DockerClient> change) throws StackException {
        ask(docker -> {
            try {
                change.accept(docker);
            } catch (NotModifiedException e) {
                LOG.debug("nothing to change: {}", e.getMessage());
            }
            return true;
        });
    }

    boolean answers() {
        try {
            ask(docker -> docker.pingCmd().exec());
            return true;
        } catch (StackException e) {
            return false;
        }
    }

    /// What time it is for the engine, which may run in a virtual machine of its own.
    Instant now() throws StackException {
        String time = ask(docker -> docker.infoCmd().exec()).getSystemTime();
        return time == null ? Instant.now() : OffsetDateTime.parse(time).toInstant();
    }

    /// Every container of the project, running or not.
    List<InspectContainerResponse> containers() throws StackException {
        return ask(docker ->
                docker
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(Map.of(PROJECT, project, ONE_OFF, "False"))
                        .exec()
                        .stream()
                        .flatMap(found -> inspect(docker, found.getId()).stream())
                        .toList());
    }

    /// The container of one service, if there is one.
    Optional<InspectContainerResponse> container(String service) throws StackException {
        return ask(docker ->
                docker
                        .listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(
                                Map.of(PROJECT, project, SERVICE, service, ONE_OFF, "False"))
                        .exec()
                        .stream()
                        .flatMap(found -> inspect(docker, found.getId()).stream())
                        .findFirst());
    }

    /// The container of one service.
    ///
    /// @throws StackException when there is none, naming those there are
    InspectContainerResponse existing(String service) throws StackException {
        Optional<InspectContainerResponse> found = container(service);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> names = containers().stream().map(DockerEngine::serviceOf).sorted().toList();
        throw new StackException(
                names.isEmpty()
                        ? "The stack is stopped: start it first."
                        : "There is no service \""
                                + service
                                + "\": the services are "
                                + String.join(", ", names)
                                + ".");
    }

    boolean hasImage(String image) throws StackException {
        return ask(docker -> {
            try {
                docker.inspectImageCmd(image).exec();
                return true;
            } catch (NotFoundException e) {
                return false;
            }
        });
    }

    /// The volumes of the project.
    Set<String> volumes() throws StackException {
        return ask(docker ->
                docker
                        .listVolumesCmd()
                        .withFilter("label", List.of(PROJECT + "=" + project))
                        .exec()
                        .getVolumes()
                        .stream()
                        .map(InspectVolumeResponse::getName)
                        .collect(Collectors.toSet()));
    }

    /// Which service a container is of.
    static String serviceOf(InspectContainerResponse container) {
        Map<String, String> labels = labels(container);
        return labels.getOrDefault(SERVICE, "");
    }

    private static Map<String, String> labels(InspectContainerResponse container) {
        Map<String, String> labels = container.getConfig().getLabels();
        return labels == null ? Map.of() : labels;
    }

    String project() {
        return project;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<InspectContainerResponse> inspect(DockerClient docker, String id) {
        try {
            return Optional.of(docker.inspectContainerCmd(id).exec());
        } catch (NotFoundException e) {
            return Optional.empty(); // removed meanwhile
        }
    }

    private static Throwable reason(Throwable thrown) {
        Throwable reason = thrown;
        while (reason.getCause() != null && !(reason instanceof IOException)) {
            reason = reason.getCause();
        }
        return reason;
    }

    private static String firstLine(DockerException e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
