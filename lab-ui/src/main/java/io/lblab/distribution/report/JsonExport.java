package io.lblab.distribution.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.Interval;
import io.lblab.distribution.Part;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.forecast.RunForecast;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.upstream.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Runs as JSON for scripts. Names are in snake_case and stay; figures without a value are null.
public final class JsonExport {

    private final ObjectMapper mapper = new ObjectMapper();

    /// The figures of one run.
    public ObjectNode toJson(RunReport report) {
        ObjectNode json = mapper.createObjectNode();
        json.put("title", report.title());
        json.put("started_at", report.startedAt().toString());
        json.put("stack", report.stack());
        json.set("plan", plan(report));
        json.set("configuration", configuration(report));
        json.set("distribution", toJson(report.run()));
        json.set("forecast", forecast(report));
        json.put("cancelled", report.cancelled());
        json.put("verdict", report.verdict().verdict().id());
        json.put("statement", report.statement());
        VerdictJson.of(report.verdict(), mapper).ifPresent(tests -> json.set("tests", tests));
        report.observers().ifPresent(both -> json.set("nginx_log", observers(report, both)));
        report.shop()
                .ifPresent(shop -> {
                    ObjectNode metrics = json.putObject("shop_metrics");
                    shop.answered()
                            .forEach((server, count) -> {
                                if (count.isPresent()) {
                                    metrics.put(server, count.getAsLong());
                                } else {
                                    metrics.putNull(server);
                                }
                            });
                });
        ArrayNode thresholds = json.putArray("thresholds");
        report.outcomes()
                .forEach(outcome ->
                        thresholds
                                .addObject()
                                .put("threshold", outcome.threshold())
                                .put("kept", outcome.held())
                                .put("found", outcome.found()));
        json.put("limited_by_generator", report.run().isLimitedByGenerator());
        ArrayNode endpoints = json.putArray("endpoints");
        report.plan().endpoints().forEach(endpoint -> endpoints.add(endpoint.name()));
        return json;
    }

    /// The figures of a snapshot.
    public ObjectNode toJson(DistributionSnapshot run) {
        ObjectNode json = mapper.createObjectNode();
        json.put("total", run.total());
        json.put("errors", run.errors());
        json.put("resent", run.resent());
        json.put("from_cache", run.fromCache());
        json.put("elapsed_seconds", run.elapsed().toNanos() / 1e9);
        json.put("requests_per_second", run.rate());
        put(json, "p50_ms", run.p50Millis());
        put(json, "p99_ms", run.p99Millis());
        put(json, "max_ms", run.maxMillis());
        ArrayNode instances = json.putArray("instances");
        run.instances().forEach(instance -> instances.add(instance(instance)));
        ObjectNode statuses = json.putObject("by_status");
        run.byStatus().forEach((status, count) -> statuses.put(Integer.toString(status), count));
        ObjectNode failures = json.putObject("failures");
        run.failures().forEach(failures::put);
        ObjectNode clients = json.putObject("clients");
        run.clients().forEach((client, counts) -> clients.set(client, counts(counts, run)));
        ObjectNode timeline = json.putObject("timeline");
        timeline.put("slice_seconds", run.timeline().width().toNanos() / 1e9);
        ArrayNode slices = timeline.putArray("slices");
        run.timeline().slices().forEach(slice -> slices.add(counts(slice, run)));
        ArrayNode seconds = json.putArray("intervals");
        run.intervals().forEach(interval -> seconds.add(interval(interval)));
        ArrayNode requests = json.putArray("requests");
        run.requests().forEach(part -> requests.add(part(part)));
        ObjectNode latencies = json.putObject("status_latency");
        run.statuses()
                .forEach((status, part) -> latencies.set(Integer.toString(status), part(part)));
        ObjectNode nginx = json.putObject("errors_of_nginx");
        run.nginxErrors().forEach((status, count) -> nginx.put(Integer.toString(status), count));
        ArrayNode markers = json.putArray("markers");
        run.markers()
                .forEach(marker ->
                        markers.addObject()
                                .put("at_seconds", marker.at().toNanos() / 1e9)
                                .put("text", marker.text()));
        ArrayNode recent = json.putArray("last_picks");
        run.recent().forEach(index -> recent.add(run.instances().get(index).server()));
        return json;
    }

    private ObjectNode interval(Interval interval) {
        ObjectNode json = part(new Part(interval.count(), interval.errors(), interval.latency()));
        json.put("at_seconds", interval.at().toNanos() / 1e9);
        json.put("seconds", interval.width().toNanos() / 1e9);
        return json;
    }

    private ObjectNode part(Part part) {
        ObjectNode json = mapper.createObjectNode();
        json.put("count", part.count());
        json.put("errors", part.errors());
        put(json, "p50_ms", part.latency().p50());
        put(json, "p90_ms", part.latency().p90());
        put(json, "p99_ms", part.latency().p99());
        put(json, "p999_ms", part.latency().p999());
        put(json, "max_ms", part.latency().max());
        return json;
    }

    /// Writes `{"runs": […]}`.
    public void write(List<RunReport> reports, Path file) throws IOException {
        ObjectNode json = mapper.createObjectNode();
        ArrayNode runs = json.putArray("runs");
        reports.forEach(report -> runs.add(toJson(report)));
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json));
    }

    private ObjectNode instance(InstanceCount instance) {
        ObjectNode json = mapper.createObjectNode();
        json.put("instance", instance.instance());
        json.put("server", instance.server());
        json.put("count", instance.count());
        json.put("share", instance.share());
        put(json, "configured_share", instance.configuredShare());
        json.put("errors", instance.errors());
        put(json, "p50_ms", instance.p50Millis());
        put(json, "p95_ms", instance.p95Millis());
        put(json, "p99_ms", instance.p99Millis());
        put(json, "max_ms", instance.maxMillis());
        return json;
    }

    /// By server name; only those that answered.
    private ObjectNode counts(Counts counts, DistributionSnapshot run) {
        ObjectNode json = mapper.createObjectNode();
        for (int i = 0; i < run.instances().size(); i++) {
            if (counts.get(i) > 0) {
                json.put(run.instances().get(i).server(), counts.get(i));
            }
        }
        return json;
    }

    private ObjectNode plan(RunReport report) {
        ObjectNode json = mapper.createObjectNode();
        json.put("name", report.plan().name());
        json.put("target", report.plan().base().toString());
        report.plan()
                .requestsForeseen()
                .ifPresentOrElse(
                        requests -> json.put("requests", requests), () -> json.putNull("requests"));
        switch (report.plan().load()) {
            case Load.Open open -> json.put("rate", LoadText.of(open));
            case Load.Closed closed -> {
                closed.until().time().ifPresent(time -> json.put("duration", LoadText.of(time)));
                json.put("think", LoadText.of(closed.think()));
            }
        }
        json.put("concurrency", report.plan().concurrency());
        json.put("seed", report.plan().seed());
        json.put("clients", report.plan().clients().addresses().size());
        json.put("networks", report.plan().clients().networks());
        json.put("keep_alive", !report.plan().clients().freshConnections());
        json.put("clients_via", report.plan().clients().via().name().toLowerCase(Locale.ROOT));
        ArrayNode mix = json.putArray("mix");
        report.plan()
                .mix()
                .forEach(request ->
                        mix.addObject()
                                .put("method", request.method())
                                .put("path", request.path())
                                .put("weight", request.weight()));
        for (Journey journey : report.plan().journeys()) {
            ArrayNode steps =
                    mix.addObject()
                            .put("journey", journey.name())
                            .put("weight", journey.weight())
                            .putArray("steps");
            journey.steps()
                    .forEach(step ->
                            steps.addObject()
                                    .put("name", step.name())
                                    .put("method", step.request().method())
                                    .put("path", step.request().path()));
        }
        return json;
    }

    private ObjectNode configuration(RunReport report) {
        ObjectNode json = mapper.createObjectNode();
        json.put("generation", report.generation());
        json.put("strategy", report.upstream().strategy().id());
        ObjectNode weights = json.putObject("weights");
        for (Server server : report.upstream().servers()) {
            weights.put(server.name(), server.weight());
        }
        json.put("upstream_block", report.upstreamBlock());
        return json;
    }

    /// What was to be expected of the requests that were sent; null for each where nothing is
    /// known.
    private ObjectNode forecast(RunReport report) {
        RunForecast forecast = report.forecast();
        ObjectNode json = mapper.createObjectNode();
        json.put("basis", forecast.basis().name().toLowerCase(Locale.ROOT));
        ObjectNode counts = json.putObject("counts");
        ObjectNode shares = json.putObject("shares");
        List<Server> servers = report.upstream().servers();
        for (int i = 0; i < servers.size(); i++) {
            put(counts, servers.get(i).name(), forecast.count(i));
            put(shares, servers.get(i).name(), forecast.share(i));
        }
        if (forecast.picks().isEmpty()) {
            json.putNull("last_picks_differing");
        } else {
            json.put("last_picks_differing", forecast.differing(report.run().recent()));
        }
        forecast.keys()
                .ifPresent(use ->
                        json.putObject("keys")
                                .put("different", use.different())
                                .put("most_frequent", use.most())
                                .put("share", use.share())
                                .put("server", servers.get(use.server()).name()));
        return json;
    }

    private ObjectNode observers(RunReport report, TwoObservers both) {
        ObjectNode json = mapper.createObjectNode();
        json.put("logged", both.logged());
        json.put("agrees", both.agree());
        report.nginx()
                .ifPresent(nginx ->
                        json.put("requests", nginx.requests())
                                .put("retried", nginx.retried())
                                .put("from_cache", nginx.fromCache()));
        ArrayNode servers = json.putArray("servers");
        for (TwoObservers.Row row : both.rows()) {
            servers.addObject()
                    .put("server", row.server())
                    .put("client", row.client())
                    .put("nginx", row.nginx())
                    .put("tried", row.tried());
        }
        ArrayNode sentences = json.putArray("explanation");
        both.sentences().forEach(sentences::add);
        return json;
    }

    private static void put(ObjectNode json, String name, double value) {
        if (Double.isNaN(value)) {
            json.putNull(name);
        } else {
            json.put(name, value);
        }
    }
}
