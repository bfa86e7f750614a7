package io.lblab.stack.compose;

import io.lblab.nginx.ConfigHistory;
import io.lblab.nginx.NginxConfigRenderer;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.Progress;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Brings the stack up and down with `docker compose`.
final class ComposeStart {

    private static final String ALL_PROFILES = "monitoring,monitoring-offline";
    private static final String APP_IMAGE = "gsg-final-app:latest";

    private final ComposeProject project;
    private final DockerEngine engine;
    private final ServiceControl control;

    ComposeStart(ComposeProject project, DockerEngine engine, ServiceControl control) {
        this.project = project;
        this.engine = engine;
        this.control = control;
    }

    /// Starts everything and waits until it serves. A failure leaves nothing behind.
    ///
    /// @param upstream what nginx begins with
    /// @return how long it took, without the simulated payment delay
    Duration up(StackOptions options, Upstream upstream, Consumer<Progress> progress)
            throws StackException, InterruptedException {
        long begin = System.nanoTime();
        ComposeSettings settings = ComposeSettings.of(project, options.port());
        ImageSet images = ImageSet.choose(project, engine, options.shop());
        progress.accept(new Progress("stack", "using " + images.title(), false));
        FreePlaces free = new FreePlaces(engine);
        int port = free.port(settings.port());
        String network = free.network(settings.network());
        NginxSite site = ComposeSite.planned(port, options.instances(), network, newToken());
        Set<String> volumesBefore = engine.volumes();
        try {
            writeNginxFolder(new NginxConfigRenderer().render(site, upstream, 1));
            List<Path> moreFiles = new ArrayList<>(ChoiceFiles.of(project, options.shop()));
            moreFiles.addAll(
                    new InstancesFile(project).write(options.instances(), network, options.shop()));
            Map<String, String> variables = variables(site, network);
            variables.put(
                    "SESSION_STORE", options.shop().sessions().name().toLowerCase(Locale.ROOT));
            for (Map.Entry<String, Integer> set : settings.monitoringPorts().entrySet()) {
                variables.put(set.getKey(), String.valueOf(free.portNear(set.getValue())));
            }
            boolean monitoring = options.monitoring() && settings.monitoring();
            variables.put("COMPOSE_PROFILES", images.profiles(monitoring).orElse(""));
            new ComposeCommand(project, images.envFiles(), moreFiles, variables)
                    .run(reading(progress), arguments(options));
            try (StartCheck check = new StartCheck(site)) {
                check.run(progress);
            }
            control.awaitAll();
        } catch (IOException e) {
            remove(progress, volumesBefore);
            throw new StackException(
                    "The folder " + project.stateFolder() + " can't be written.", e);
        } catch (StackException | InterruptedException | RuntimeException e) {
            remove(progress, volumesBefore);
            throw e;
        }
        progress.accept(new Progress("stack", "started", true));
        return Duration.ofNanos(System.nanoTime() - begin).minus(settings.paymentDelay());
    }

    /// Stops and removes every container and the network of the project; its volumes stay.
    void down(Consumer<Progress> progress) throws StackException, InterruptedException {
        compose().run(reading(progress), "down", "--remove-orphans");
        forgetState();
        progress.accept(new Progress("stack", "stopped", true));
    }

    private void remove(Consumer<Progress> progress, Set<String> volumesToKeep)
            throws StackException, InterruptedException {
        compose().run(reading(progress), "down", "--remove-orphans");
        for (String volume : engine.volumes()) {
            if (!volumesToKeep.contains(volume)) {
                engine.change(docker -> docker.removeVolumeCmd(volume).exec());
            }
        }
        forgetState();
    }

    private ComposeCommand compose() {
        return new ComposeCommand(
                project, List.of(), List.of(), Map.of("COMPOSE_PROFILES", ALL_PROFILES));
    }

    private String[] arguments(StackOptions options) throws StackException {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach", "--remove-orphans"));
        if (Files.exists(project.shopJar())) {
            arguments.add("--build");
        } else if (!engine.hasImage(project.variable("APP_IMAGE", APP_IMAGE))) {
            throw new StackException("The shop is not built: run ./lab build.");
        }
        for (int number = options.instances() + 1; number <= InstancesFile.NAMED; number++) {
            arguments.addAll(List.of("--scale", "app" + number + "=0"));
        }
        return arguments.toArray(String[]::new);
    }

    private Map<String, String> variables(NginxSite site, String network) {
        Map<String, String> variables = new HashMap<>();
        variables.put("LAB_PREFIX", project.prefix());
        variables.put("LAB_NET", network);
        variables.put("LAB_PORT", String.valueOf(site.entry().getPort()));
        variables.put("LAB_TOKEN", site.token());
        variables.put("LAB_NGINX_DIR", project.nginxFolder().toString());
        variables.put("LAB_TARGETS_DIR", project.targetsFolder().toString());
        return variables;
    }

    private Consumer<String> reading(Consumer<Progress> progress) {
        ComposeProgress words = new ComposeProgress(project.prefix());
        return line -> words.read(line).ifPresent(progress);
    }

    private void writeNginxFolder(String config) throws IOException {
        Files.createDirectories(project.nginxFolder());
        Path configFile = project.nginxFolder().resolve("nginx.conf");
        Files.writeString(configFile, config);
        ConfigHistory.restart(configFile);
        Files.copy(
                project.dist().resolve("nginx-templates/mime.types"),
                project.nginxFolder().resolve("mime.types"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void forgetState() throws StackException {
        if (!Files.exists(project.stateFolder())) {
            return;
        }
        try (var files = Files.walk(project.stateFolder())) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StackException(
                    "The folder " + project.stateFolder() + " can't be removed.", e);
        }
    }

    private static String newToken() {
        byte[] token = new byte[16];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }
}
