package io.lblab.stack.compose;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The images a stack runs on.
///
/// @param envFiles what `docker compose` is told besides `.env`
/// @param monitoringProfile the profile that brings all of the monitoring there are images for
/// @param title how it is called when it is said what was chosen
record ImageSet(List<Path> envFiles, String monitoringProfile, String title) {

    private static final int REGISTRY_ANSWERS_WITHIN_S = 5;
    private static final String POSTGRES = "POSTGRES_IMAGE";
    private static final String CANARY = "redis:8.2";

    /// The stand-ins where somebody built them on this machine, else the official images where they
    /// are here or can be fetched.
    ///
    /// @param shop PostgreSQL's image is asked for only when it is chosen
    /// @throws StackException when there are neither
    static ImageSet choose(ComposeProject project, DockerEngine engine, ShopChoices shop)
            throws StackException {
        ImageSet official = new ImageSet(List.of(), "monitoring", "official images");
        Path offlineFile = project.folder().resolve("offline/offline.env");
        Map<String, String> offlineImages =
                new HashMap<>(ComposeProject.readVariables(offlineFile));
        Optional<String> postgres = Optional.ofNullable(offlineImages.remove(POSTGRES));
        if (project.variables().containsKey("NGINX_IMAGE")) {
            return official; // the user names the images
        }
        if (hasAll(engine, offlineImages)) {
            if (shop.database() == ShopChoices.Database.POSTGRESQL && postgres.isPresent()) {
                needs(engine, project.variable(POSTGRES, postgres.get()));
            }
            return new ImageSet(
                    List.of(offlineFile),
                    offlineImages.getOrDefault("COMPOSE_PROFILES", ""),
                    "stand-in images built here");
        }
        if (engine.hasImage(CANARY) || registryAnswers()) {
            return official;
        }
        throw new StackException(
                "The images are not on this machine and no image registry answers: connect to the"
                        + " network, or on Debian run compose/offline/build-images.");
    }

    private static void needs(DockerEngine engine, String image) throws StackException {
        if (!engine.hasImage(image)) {
            throw new StackException(
                    "The image " + image + " is missing: run compose/offline/build-images.");
        }
    }

    private static boolean hasAll(DockerEngine engine, Map<String, String> images)
            throws StackException {
        boolean any = false;
        for (Map.Entry<String, String> variable : images.entrySet()) {
            if (variable.getKey().endsWith("_IMAGE")) {
                any = true;
                if (!engine.hasImage(variable.getValue())) {
                    return false;
                }
            }
        }
        return any;
    }

    /// Asks for one image's description, not for the image.
    private static boolean registryAnswers() {
        try {
            Process process =
                    new ProcessBuilder("docker", "manifest", "inspect", CANARY)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                return process.waitFor(REGISTRY_ANSWERS_WITHIN_S, TimeUnit.SECONDS)
                        && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// The offline images win when they are here: a machine that built them has no registry.
    Optional<String> profiles(boolean monitoring) {
        return monitoring ? Optional.of(monitoringProfile) : Optional.empty();
    }
}
