package io.lblab.stack.local;

import io.lblab.stack.Service.Role;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prometheus and node-exporter, where they are installed.
record MonitoringPart(Context context) {

    static final String PROMETHEUS = "prometheus";
    static final String NODE_EXPORTER = "node-exporter";

    /// The same jobs as compose/monitoring/prometheus.yml. Instances are scraped at their own
    /// address, past nginx: a scrape takes no turn.
    void write() throws IOException {
        String shops =
                context.addresses().apps().stream()
                        .map(app -> "'" + app + "'")
                        .collect(Collectors.joining(", "));
        StringBuilder config =
                new StringBuilder(
                        """
                        global:
                          scrape_interval: 5s
                          scrape_timeout: 4s
                          evaluation_interval: 5s

                        scrape_configs:
                        """);
        job(config, "shop", shops);
        if (context.programs().nodeExporter().isPresent()) {
            job(config, "node", "'" + context.addresses().nodeExporter() + "'");
        }
        job(config, "prometheus", "'" + context.addresses().prometheus() + "'");
        Files.writeString(config(), config);
    }

    /// What can be started here; none when nothing is installed.
    List<ServiceSpec> specs() {
        List<ServiceSpec> specs = new ArrayList<>();
        context.programs().prometheus().ifPresent(binary -> specs.add(prometheus(binary)));
        context.programs().nodeExporter().ifPresent(binary -> specs.add(nodeExporter(binary)));
        return specs;
    }

    private ServiceSpec prometheus(Path binary) {
        Endpoint at = context.addresses().prometheus();
        Path folder = context.folder().data(PROMETHEUS);
        return spec(
                PROMETHEUS,
                List.of(
                        binary.toString(),
                        "--config.file=" + config(),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--storage.tsdb.retention.time=1d",
                        "--web.listen-address=" + at),
                at,
                "/-/ready",
                "scrapes the instances");
    }

    private ServiceSpec nodeExporter(Path binary) {
        Endpoint at = context.addresses().nodeExporter();
        return spec(
                NODE_EXPORTER,
                List.of(
                        binary.toString(),
                        "--web.listen-address=" + at,
                        // The state folder, so that the process can be told from another stack's.
                        "--collector.textfile.directory=" + context.folder().data(PROMETHEUS)),
                at,
                "/",
                "this machine's own figures");
    }

    private ServiceSpec spec(
            String name, List<String> command, Endpoint at, String readyPath, String detail) {
        return new ServiceSpec(
                name,
                Role.MONITORING,
                Optional.empty(),
                command,
                Map.of(),
                context.folder().data(PROMETHEUS),
                context.folder().log(name),
                List.of(context.folder().log(name)),
                List.of(at),
                () -> context.http().answers(URI.create("http://" + at + readyPath)),
                Optional.empty(),
                Duration.ofSeconds(5),
                detail);
    }

    private static void job(StringBuilder config, String name, String targets) {
        config.append(
                """
                  - job_name: %s
                    static_configs:
                      - targets: [%s]
                """
                        .formatted(name, targets));
    }

    private Path config() {
        return context.folder().data(PROMETHEUS).resolve("prometheus.yml");
    }
}
