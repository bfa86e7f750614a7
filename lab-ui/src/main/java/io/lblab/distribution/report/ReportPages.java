package io.lblab.distribution.report;

import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.Part;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.report.ReportPage.Badge;
import io.lblab.distribution.report.ReportPage.Bar;
import io.lblab.distribution.report.ReportPage.Bound;
import io.lblab.distribution.report.ReportPage.Client;
import io.lblab.distribution.report.ReportPage.Figure;
import io.lblab.distribution.report.ReportPage.LatencyRow;
import io.lblab.distribution.report.ReportPage.ObserverRow;
import io.lblab.distribution.report.ReportPage.PartRow;
import io.lblab.distribution.report.ReportPage.Pick;
import io.lblab.distribution.report.ReportPage.Section;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.distribution.verdict.Verdict;
import io.lblab.distribution.verdict.VerdictWords;
import io.lblab.traffic.Endpoint;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Turns runs into what the report's template shows.
final class ReportPages {

    private static final int COLOURS = 7;
    private static final int PICKS = 480;
    private static final int CLIENTS = 256;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss z", Locale.ENGLISH);

    private final ZoneId zone;

    ReportPages(ZoneId zone) {
        this.zone = zone;
    }

    /// A page of all the runs, at least one.
    ReportPage of(String title, List<RunReport> reports) {
        RunReport first = reports.getFirst();
        return new ReportPage(
                title,
                WHEN.format(first.startedAt().atZone(zone)),
                first.stack(),
                IntStream.range(0, reports.size())
                        .mapToObj(i -> section("run-" + (i + 1), reports.get(i)))
                        .toList());
    }

    /// `c0`…: the class that colours an instance; `cx` for what is none.
    static String colour(int index, InstanceCount instance) {
        return Double.isNaN(instance.configuredShare()) ? "cx" : "c" + index % COLOURS;
    }

    private static Section section(String id, RunReport report) {
        DistributionSnapshot run = report.run();
        return new Section(
                id,
                report.title(),
                report.upstream().strategy().id() + " " + RunVerdict.weightsOf(report.upstream()),
                Words.plan(report.plan()) + ", seed " + report.plan().seed(),
                badge(report.verdict().verdict()),
                report.statement(),
                figures(report),
                bounds(report),
                Words.dashed(report),
                VerdictWords.english().basis(report.forecast()),
                bars(report),
                picks(run),
                AreaCharts.of(report),
                latencies(run),
                parts(report),
                troubles(run),
                clients(run),
                Math.max(0, run.clients().size() - CLIENTS),
                observers(report),
                explanation(report),
                report.generation(),
                report.upstreamBlock().stripIndent().strip());
    }

    private static Badge badge(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Matches _ -> new Badge("as configured", "good");
            case Verdict.Differs _ -> new Badge("differs", "odd");
            case Verdict.TooFew _ -> new Badge("too few to tell", "plain");
            case Verdict.NothingToCompare _ -> new Badge("no promise", "plain");
        };
    }

    private static List<Bound> bounds(RunReport report) {
        List<Bound> bounds = new ArrayList<>();
        for (Outcome outcome : report.outcomes()) {
            bounds.add(
                    new Bound(
                            outcome.held() ? "kept" : "broken",
                            outcome.threshold() + ": " + outcome.found(),
                            outcome.held() ? "good" : "odd"));
        }
        if (report.run().isLimitedByGenerator()) {
            bounds.add(
                    new Bound(
                            "limited by the generator",
                            Words.number(report.run().late())
                                    + " requests were sent more than 1 ms late",
                            "odd"));
        }
        return bounds;
    }

    private static List<Figure> figures(RunReport report) {
        DistributionSnapshot run = report.run();
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(Words.number(run.total()), "requests"));
        figures.add(new Figure(Words.number(run.errors()), run.errors() == 1 ? "error" : "errors"));
        figures.add(new Figure(Words.duration(run.elapsed()), "time"));
        figures.add(new Figure(Words.number(Math.round(run.rate())), "requests/s"));
        figures.add(new Figure(Words.millis(run.p50Millis()), "ms, median"));
        figures.add(new Figure(Words.millis(run.p99Millis()), "ms, p99"));
        if (run.fromCache() > 0) {
            figures.add(new Figure(Words.number(run.fromCache()), "from nginx's cache"));
        }
        if (run.resent() > 0) {
            figures.add(new Figure(Words.number(run.resent()), "resent"));
        }
        if (report.cancelled() > 0) {
            figures.add(new Figure(Words.number(report.cancelled()), "cancelled"));
        }
        return figures;
    }

    private static List<Bar> bars(RunReport report) {
        List<InstanceCount> instances = report.run().instances();
        List<Bar> bars = new ArrayList<>();
        for (InstanceCount instance : ShareChart.shown(report)) {
            int index = instances.indexOf(instance);
            double expected = report.expectedShare(index);
            bars.add(
                    new Bar(
                            instance.server(),
                            Words.role(instance, index, report.upstream()),
                            colour(index, instance),
                            (int) Math.round(1_000 * instance.share()),
                            Double.isNaN(expected) ? -1 : (int) Math.round(1_000 * expected),
                            Words.number(instance.count()),
                            Words.share(report, index)));
        }
        return bars;
    }

    private static List<Pick> picks(DistributionSnapshot run) {
        List<Integer> recent = run.recent();
        return recent.subList(Math.max(0, recent.size() - PICKS), recent.size()).stream()
                .map(index -> {
                    InstanceCount instance = run.instances().get(index);
                    return new Pick(letter(instance), colour(index, instance), instance.server());
                })
                .toList();
    }

    private static String letter(InstanceCount instance) {
        return switch (instance.instance()) {
            case "nginx" -> "n";
            case "none" -> "–";
            default ->
                    instance.instance().length() <= 2
                            ? instance.instance()
                            : instance.instance().substring(0, 2);
        };
    }

    private static List<LatencyRow> latencies(DistributionSnapshot run) {
        List<LatencyRow> rows = new ArrayList<>();
        for (int i = 0; i < run.instances().size(); i++) {
            InstanceCount instance = run.instances().get(i);
            if (instance.count() > 0) {
                rows.add(
                        new LatencyRow(
                                instance.server(),
                                colour(i, instance),
                                Words.number(instance.count()),
                                Words.millis(instance.p50Millis()),
                                Words.millis(instance.p95Millis()),
                                Words.millis(instance.p99Millis()),
                                Words.millis(instance.maxMillis()),
                                Words.number(instance.errors())));
            }
        }
        return rows;
    }

    /// By request of the mix where there are several, by status where there are several.
    private static List<PartRow> parts(RunReport report) {
        List<PartRow> rows = new ArrayList<>();
        List<Part> requests = report.run().requests();
        List<Endpoint> endpoints = report.plan().endpoints();
        if (endpoints.size() > 1) {
            for (int i = 0; i < Math.min(requests.size(), endpoints.size()); i++) {
                rows.add(row(endpoints.get(i).name(), requests.get(i)));
            }
        }
        if (report.run().statuses().size() > 1) {
            report.run()
                    .statuses()
                    .forEach((status, part) ->
                            rows.add(row(status == 0 ? "no answer" : "status " + status, part)));
        }
        return rows;
    }

    private static PartRow row(String what, Part part) {
        return new PartRow(
                what,
                Words.number(part.count()),
                Words.millis(part.latency().p50()),
                Words.millis(part.latency().p95()),
                Words.millis(part.latency().p99()),
                Words.millis(part.latency().max()),
                Words.number(part.errors()));
    }

    /// Why the observers differ, and what the instances counted themselves.
    private static List<String> explanation(RunReport report) {
        List<String> sentences =
                new ArrayList<>(report.observers().map(TwoObservers::sentences).orElse(List.of()));
        report.shop().ifPresent(shop -> sentences.add(shop.sentence(report.run())));
        return sentences;
    }

    /// What went wrong, by kind; empty when nothing did.
    private static List<String> troubles(DistributionSnapshot run) {
        List<String> troubles = new ArrayList<>();
        run.failures().forEach((words, count) -> troubles.add(Words.number(count) + " × " + words));
        run.byStatus()
                .forEach((status, count) -> {
                    long nginx = run.nginxErrors().getOrDefault(status, 0L);
                    if (nginx > 0) {
                        troubles.add(
                                Words.number(nginx) + " × status " + status + " by nginx itself");
                    }
                    if (status >= 400 && count > nginx) {
                        troubles.add(Words.number(count - nginx) + " × status " + status);
                    }
                });
        return troubles;
    }

    private static List<Client> clients(DistributionSnapshot run) {
        if (run.clients().size() < 2) {
            return List.of();
        }
        return run.clients().entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, Counts>>comparingInt(
                                        entry -> mostly(entry.getValue(), run))
                                .thenComparing(Map.Entry::getKey))
                .limit(CLIENTS)
                .map(entry -> new Client(entry.getKey(), parts(entry.getValue(), run)))
                .toList();
    }

    private static int mostly(Counts counts, DistributionSnapshot run) {
        int most = 0;
        for (int i = 1; i < run.instances().size(); i++) {
            most = counts.get(i) > counts.get(most) ? i : most;
        }
        return most;
    }

    private static List<Client.Part> parts(Counts counts, DistributionSnapshot run) {
        List<Client.Part> parts = new ArrayList<>();
        for (int i = 0; i < run.instances().size(); i++) {
            if (counts.get(i) > 0) {
                InstanceCount instance = run.instances().get(i);
                parts.add(
                        new Client.Part(
                                instance.server(),
                                colour(i, instance),
                                100.0 * counts.get(i) / counts.total(),
                                Words.number(counts.get(i))));
            }
        }
        return parts;
    }

    private static List<ObserverRow> observers(RunReport report) {
        List<ObserverRow> rows = new ArrayList<>();
        List<InstanceCount> instances = report.run().instances();
        report.observers()
                .ifPresent(both ->
                        both.rows()
                                .forEach(row -> {
                                    int index = indexOf(row.server(), instances);
                                    rows.add(
                                            new ObserverRow(
                                                    row.server(),
                                                    colour(index, instances.get(index)),
                                                    Words.number(row.client()),
                                                    both.logged()
                                                            ? Words.number(row.nginx())
                                                            : "not logged by configuration",
                                                    both.logged() ? Words.number(row.tried()) : "–",
                                                    both.logged()
                                                            ? Words.difference(row.difference())
                                                            : "–"));
                                }));
        return rows;
    }

    private static int indexOf(String server, List<InstanceCount> instances) {
        return IntStream.range(0, instances.size())
                .filter(i -> instances.get(i).server().equals(server))
                .findFirst()
                .orElseThrow();
    }
}
