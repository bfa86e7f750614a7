package io.lblab.stack.compose;

import io.lblab.stack.Progress;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what Compose prints while it works: ` Container gsg-app1 Starting`, ` nginx Pulling`, `#13
/// [app1 6/6] RUN …`.
final class ComposeProgress {

    private static final Pattern CONTAINER = Pattern.compile("\\s*Container (\\S+)\\s+(\\w+)");
    private static final Pattern IMAGE = Pattern.compile("\\s*(\\S+) (Pulling|Pulled)\\s*");
    private static final Pattern BUILD_STEP =
            Pattern.compile("#\\d+ \\[(?:\\S+ )?(\\d+/\\d+)] (\\w+).*");
    private static final Set<String> ENDS =
            Set.of("Started", "Healthy", "Running", "Removed", "Stopped");

    private final String prefix;

    /// @param prefix what container names begin with
    ComposeProgress(String prefix) {
        this.prefix = prefix + "-";
    }

    Optional<Progress> read(String line) {
        Matcher container = CONTAINER.matcher(line);
        if (container.matches()) {
            String state = container.group(2);
            return Optional.of(
                    new Progress(service(container.group(1)), words(state), ENDS.contains(state)));
        }
        Matcher image = IMAGE.matcher(line);
        if (image.matches()) {
            boolean here = image.group(2).equals("Pulled");
            return Optional.of(
                    new Progress(
                            image.group(1), here ? "image is here" : "fetching the image", false));
        }
        Matcher step = BUILD_STEP.matcher(line);
        if (step.matches()) {
            return Optional.of(
                    new Progress(
                            "stack", "building the shop's image, step " + step.group(1), false));
        }
        return Optional.empty();
    }

    private String service(String container) {
        return container.startsWith(prefix) ? container.substring(prefix.length()) : container;
    }

    private static String words(String state) {
        return switch (state) {
            case "Creating", "Created", "Recreate", "Recreated" -> "creating the container";
            case "Starting" -> "starting";
            case "Started" -> "started";
            case "Waiting" -> "waiting until it is healthy";
            case "Healthy" -> "healthy";
            case "Running" -> "running";
            case "Stopping" -> "stopping";
            case "Stopped" -> "stopped";
            case "Removing" -> "removing the container";
            case "Removed" -> "removed";
            default -> state;
        };
    }
}
