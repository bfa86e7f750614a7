package io.lblab.distribution;

import io.lblab.traffic.TrafficPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The client's counts beside nginx's, and why they differ.
///
/// @param logged whether nginx logs anything of what the plan sends: by its configuration not
///   `/health`
/// @param agree whether both saw the same number of answers of every server
/// @param sentences what explains the differences, and what else happened between them; one
///   sentence each, at least one
public record TwoObservers(List<Row> rows, boolean logged, boolean agree, List<String> sentences) {

    /// What nginx answers without a line in its log: `access_log off` in its configuration.
    public static final String UNLOGGED_PATH = "/health";

    public TwoObservers {
        rows = List.copyOf(rows);
        sentences = List.copyOf(sentences);
    }

    /// One server as each saw it.
    ///
    /// @param client answers that carried its `X-Instance-ID`
    /// @param nginx answers that nginx passed on from it
    /// @param tried attempts of nginx to get one
    public record Row(String server, long client, long nginx, long tried) {

        public long difference() {
            return nginx - client;
        }
    }

    /// Puts both side by side.
    ///
    /// @param cancelled requests that were on their way when the run was stopped
    public static TwoObservers compare(
            DistributionSnapshot run, NginxCounts nginx, TrafficPlan plan, long cancelled) {
        List<Row> rows =
                run.instances().stream()
                        .filter(TwoObservers::isServer)
                        .map(i ->
                                new Row(
                                        i.server(),
                                        i.count(),
                                        nginx.answered(i.server()),
                                        nginx.tried(i.server())))
                        .toList();
        boolean agree = rows.stream().allMatch(row -> row.difference() == 0);
        List<String> sentences = new ArrayList<>();
        if (agree) {
            sentences.add(
                    "Both saw the same: "
                            + rows.stream()
                                    .map(row -> row.server() + " " + number(row.client()))
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        explainAttempts(rows, nginx, sentences);
        explainOwnAnswers(nginx, sentences);
        explainClient(run, cancelled, sentences);
        if (!agree) {
            explainDifference(rows, plan, cancelled + unanswered(run), sentences);
        }
        return new TwoObservers(rows, !plan.sendsOnly(UNLOGGED_PATH), agree, sentences);
    }

    static boolean isServer(InstanceCount instance) {
        return !instance.instance().equals(Answerers.NGINX)
                && !instance.instance().equals(Answerers.NONE)
                && !instance.instance().equals(Answerers.OTHERS);
    }

    private static void explainAttempts(List<Row> rows, NginxCounts nginx, List<String> sentences) {
        for (Row row : rows) {
            long vain = row.tried() - row.nginx();
            if (vain > 0) {
                sentences.add(
                        "nginx asked %s %s in vain%s."
                                .formatted(
                                        row.server(),
                                        times(vain),
                                        nginx.retried() > 0
                                                ? "; where it then asked another server, the answer counts there"
                                                : ""));
            }
        }
        if (nginx.retried() > 0) {
            sentences.add(
                    plural(nginx.retried(), "request was a retry", "requests were retries")
                            + ": nginx tried more than one server.");
        }
    }

    private static void explainOwnAnswers(NginxCounts nginx, List<String> sentences) {
        if (nginx.fromCache() > 0) {
            sentences.add(
                    plural(nginx.fromCache(), "answer came", "answers came")
                            + " from nginx's cache: no server was asked.");
        }
        for (Map.Entry<Integer, Long> own : nginx.ownAnswers().entrySet()) {
            sentences.add(
                    switch (own.getKey()) {
                        case 499 ->
                                plural(own.getValue(), "request was", "requests were")
                                        + " given up by the client before an answer (499).";
                        case 502, 504 ->
                                plural(own.getValue(), "answer was", "answers were")
                                        + " nginx's own error page "
                                        + own.getKey()
                                        + ": no server answered.";
                        default ->
                                plural(own.getValue(), "answer was", "answers were")
                                        + " nginx's own, with status "
                                        + own.getKey()
                                        + ".";
                    });
        }
    }

    private static void explainClient(
            DistributionSnapshot run, long cancelled, List<String> sentences) {
        if (run.resent() > 0) {
            sentences.add(
                    plural(run.resent(), "request was", "requests were")
                            + " sent a second time, because nginx had closed the idle connection;"
                            + " nginx logged only the second.");
        }
        long none = unanswered(run);
        if (none > 0) {
            sentences.add(plural(none, "request", "requests") + " of the client got no answer.");
        }
        if (cancelled > 0) {
            sentences.add(
                    plural(cancelled, "request was", "requests were")
                            + " cancelled when the run was stopped; the client doesn't count them.");
        }
    }

    private static void explainDifference(
            List<Row> rows, TrafficPlan plan, long uncounted, List<String> sentences) {
        long less = rows.stream().mapToLong(row -> Math.max(0, -row.difference())).sum();
        long more = rows.stream().mapToLong(row -> Math.max(0, row.difference())).sum();
        boolean asksHealth = plan.sends(UNLOGGED_PATH);
        if (less > 0) {
            sentences.add(
                    plural(less, "answer is", "answers are")
                            + (asksHealth
                                    ? " missing in nginx's log: its configuration doesn't log /health."
                                    : " missing in nginx's log, and nothing here explains it: perhaps"
                                            + " its last lines had not been read yet."));
        }
        if (more > uncounted) {
            sentences.add(
                    plural(more, "answer in nginx's log was", "answers in nginx's log were")
                            + " not counted by this client: somebody else used the"
                            + " shop meanwhile"
                            + (uncounted > 0 ? ", or they answer requests given up." : "."));
        } else if (more > 0) {
            sentences.add(
                    plural(more, "answer in nginx's log belongs", "answers in nginx's log belong")
                            + " to requests that the client gave up.");
        }
    }

    private static long unanswered(DistributionSnapshot run) {
        return run.instances().stream()
                .filter(i -> i.instance().equals(Answerers.NONE))
                .mapToLong(InstanceCount::count)
                .sum();
    }

    private static String times(long count) {
        return count == 1 ? "once" : number(count) + " times";
    }

    private static String plural(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
