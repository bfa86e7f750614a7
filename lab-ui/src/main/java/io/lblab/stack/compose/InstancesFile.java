package io.lblab.stack.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.stack.ShopChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The instances that compose.yaml does not name, as a compose file beside it and as targets for
/// Prometheus. JSON is YAML too.
final class InstancesFile {

    /// app1 and app2 stand in compose.yaml.
    static final int NAMED = 2;

    private static final int PORT = 8000;
    private static final int FIRST_ADDRESS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ComposeProject project;

    InstancesFile(ComposeProject project) {
        this.project = project;
    }

    /// The fixed address of instance `number` in a network of those three octets.
    static String address(String network, int number) {
        return network + "." + (FIRST_ADDRESS + number);
    }

    /// Writes what `instances` instances need beyond the named ones, and forgets what was written
    /// before.
    ///
    /// @param shop where they keep their data
    /// @return the compose files to be named beside compose.yaml
    List<Path> write(int instances, String network, ShopChoices shop) throws IOException {
        Files.createDirectories(project.targetsFolder());
        try (var old = Files.list(project.targetsFolder())) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        if (instances <= NAMED) {
            Files.deleteIfExists(project.instancesFile());
            return List.of();
        }
        Map<String, Object> services = new LinkedHashMap<>();
        List<String> hosts = new ArrayList<>();
        Map<String, Object> waits = new LinkedHashMap<>();
        for (int number = NAMED + 1; number <= instances; number++) {
            String name = "app" + number;
            services.put(name, service(name, number, network, shop));
            hosts.add(name + ":" + address(network, number));
            waits.put(name, Map.of("condition", "service_healthy", "required", false));
            JSON.writeValue(
                    project.targetsFolder().resolve(name + ".json").toFile(),
                    List.of(Map.of("targets", List.of(name + ":" + PORT))));
        }
        services.put("nginx", Map.of("extra_hosts", hosts, "depends_on", waits));
        JSON.writeValue(project.instancesFile().toFile(), Map.of("services", services));
        return List.of(project.instancesFile());
    }

    private Map<String, Object> service(String name, int number, String network, ShopChoices shop) {
        Map<String, String> environment = new LinkedHashMap<>(ChoiceFiles.environment(shop));
        environment.put("INSTANCE_ID", String.valueOf(number));
        return Map.of(
                "extends",
                Map.of(
                        "file",
                        project.folder().resolve("compose.yaml").toString(),
                        "service",
                        "app2"),
                "container_name",
                project.container(name),
                "environment",
                environment,
                "depends_on",
                ChoiceFiles.waits(shop),
                "networks",
                Map.of("lab", Map.of("ipv4_address", address(network, number))));
    }
}
