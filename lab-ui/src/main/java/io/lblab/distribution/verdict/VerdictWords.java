package io.lblab.distribution.verdict;

import io.lblab.distribution.forecast.RunForecast;
import io.lblab.distribution.statistics.GoodnessOfFit;
import io.lblab.distribution.statistics.PickComparison;
import io.lblab.distribution.verdict.Verdict.Evidence;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A verdict as sentences, in English or German: `Matches weighted round-robin 3:1 exactly: app1
/// 7,500, app2 2,500 (χ² p = 1.00).`
public final class VerdictWords {

    private static final String BUNDLE = "io.lblab.distribution.verdict.words";
    private static final double LEAST_P = 0.001;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    private final ResourceBundle bundle;
    private final Locale locale;
    private final ZoneId zone;
    private final LongFunction<String> number;

    /// @param number how a count is written
    public VerdictWords(Locale locale, ZoneId zone, LongFunction<String> number) {
        this.locale = locale;
        this.zone = zone;
        this.number = number;
        bundle =
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// For the terminal and the report.
    public static VerdictWords english() {
        return new VerdictWords(
                Locale.ROOT,
                ZoneId.systemDefault(),
                count -> String.format(Locale.ROOT, "%,d", count));
    }

    /// In a word or two: `differs`.
    public String inAWord(Verdict verdict) {
        return text("word." + verdict.id());
    }

    /// Where a forecast comes from, and how certain it is, in a sentence.
    public String basis(RunForecast forecast) {
        long things =
                forecast.basis() == RunForecast.Basis.CLIENTS
                        ? forecast.homes().size()
                        : forecast.keys().map(RunForecast.KeyUse::different).orElse(0L);
        return text("basis." + forecast.basis(), number.apply(things));
    }

    /// One or a few sentences.
    ///
    /// @param now a server whose time is not over yet is said to be marked failed still
    public String of(Case run, Verdict verdict, Instant now) {
        String core =
                switch (verdict) {
                    case Verdict.Matches matches -> matches(run, matches.evidence());
                    case Verdict.Differs differs -> differs(run, differs, now);
                    case Verdict.TooFew few ->
                            text(
                                    "few",
                                    number.apply(few.answered()),
                                    subject(run),
                                    number.apply(few.needed()));
                    case Verdict.NothingToCompare _ -> nothing(run);
                };
        return core + others(run.seen());
    }

    private String matches(Case run, Evidence evidence) {
        String key =
                switch (run.expected()) {
                    case Expectation.Sequence _ ->
                            evidence.forecast().isPresent() ? "sequence" : "exact";
                    case Expectation.Counts _ -> isExact(run, evidence) ? "exact" : "close";
                    case Expectation.OneServerPerClient clients ->
                            clients.homes().isEmpty() ? "clients" : "homes";
                    case Expectation.Keyed _ -> isExact(run, evidence) ? "keys" : "keysClose";
                    default -> "shares";
                };
        boolean byClients = run.expected() instanceof Expectation.OneServerPerClient;
        long many =
                byClients
                        ? run.seen().clients().size()
                        : run.expected() instanceof Expectation.Keyed keyed
                                ? keyed.keys()
                                : evidence.forecast().map(PickComparison::compared).orElse(0);
        String list = byClients ? clientsOf(run) : counts(run);
        String sentence = text("matches." + key, subject(run), list, number.apply(many));
        return sentence
                + p(evidence.fit())
                + "."
                + evidence.prefix()
                        .map(prefix -> " " + text("prefix", decimal(prefix.requests())))
                        .orElse("");
    }

    private String differs(Case run, Verdict.Differs differs, Instant now) {
        Evidence evidence = differs.evidence();
        Reason first = differs.reasons().getFirst();
        int server = lead(run, evidence, first);
        String why =
                differs.reasons().stream()
                        .map(reason -> reason(run, reason, server, now))
                        .collect(Collectors.joining("; "));
        String what =
                run.expected() instanceof Expectation.OneServerPerClient
                        ? ""
                        : " "
                                + text(
                                        "expected",
                                        subject(run),
                                        list(
                                                run,
                                                i ->
                                                        number.apply(
                                                                Math.round(
                                                                        evidence.expected()
                                                                                .get(i)))))
                                + p(evidence.fit())
                                + ".";
        boolean asForecast =
                run.expected() instanceof Expectation.Keyed && first instanceof Reason.KeysSkewed;
        return leading(run, differs, first, server)
                + ": "
                + why
                + "."
                + what
                + (asForecast ? " " + text("asForecast") : "");
    }

    /// What is most striking, before the colon.
    private String leading(Case run, Verdict.Differs differs, Reason first, int server) {
        Evidence evidence = differs.evidence();
        Observation seen = run.seen();
        if (first instanceof Reason.OrderNotByChance) {
            return text("lead.runs");
        }
        if (first instanceof Reason.NetworksUneven uneven) {
            long networks = Math.round(evidence.expected().stream().mapToDouble(e -> e).sum());
            return text(
                    "lead.networks",
                    seen.servers().get(uneven.server()),
                    number.apply(uneven.networks()),
                    number.apply(networks));
        }
        if (first instanceof Reason.ClientsElsewhere) {
            return text("lead.elsewhere");
        }
        String name = seen.servers().get(server);
        long count = seen.counts().get(server);
        if (count == seen.answered() && seen.servers().size() > 1) {
            return text("lead.all", name, number.apply(count));
        }
        if (run.expected() instanceof Expectation.OneServerPerClient) {
            long moved =
                    seen.clients().values().stream()
                            .filter(c -> c.stream().filter(met -> met > 0).count() > 1)
                            .count();
            return moved == 0
                    ? text("lead.nothing", name)
                    : text(
                            "lead.clients",
                            number.apply(moved),
                            number.apply(seen.clients().size()));
        }
        double off = count - evidence.expected().get(server);
        if (Math.round(Math.abs(off)) == 0 && evidence.forecast().isPresent()) {
            PickComparison order = evidence.forecast().get();
            return text(
                    "lead.order",
                    number.apply(order.differing()),
                    number.apply(order.compared()),
                    number.apply(order.first().orElse(0) + 1L));
        }
        if (count == 0) {
            return text("lead.nothing", name);
        }
        return text(
                off < 0 ? "lead.fewer" : "lead.more",
                name,
                number.apply(count),
                number.apply(Math.round(Math.abs(off))));
    }

    /// The server to begin with: the failed one, else one that got everything or nothing, else the
    /// one that is furthest off.
    private static int lead(Case run, Evidence evidence, Reason first) {
        if (first instanceof Reason.ServerFailed failed) {
            return failed.mark().server();
        }
        if (first instanceof Reason.LeftOutBefore before) {
            return before.out().server();
        }
        List<Long> counts = run.seen().counts();
        boolean byClients = run.expected() instanceof Expectation.OneServerPerClient;
        int lead = 0;
        double furthest = -1;
        for (int server = 0; server < counts.size(); server++) {
            if (counts.get(server) == run.seen().answered()) {
                return server;
            }
            double off =
                    byClients ? 0 : Math.abs(counts.get(server) - evidence.expected().get(server));
            if (off > furthest + 1e-9) {
                furthest = off;
                lead = server;
            }
        }
        return lead;
    }

    private String reason(Case run, Reason reason, int lead, Instant now) {
        List<String> servers = run.seen().servers();
        return switch (reason) {
            case Reason.ServerFailed failed -> failed(servers, failed.mark(), lead, now);
            case Reason.LeftOutBefore(Facts.LeftOutBefore out) -> leftOut(servers, out, lead);
            case Reason.OthersAsked(long count, boolean exact) ->
                    text(exact ? "reason.others" : "reason.others.atLeast", number.apply(count));
            case Reason.WeightsChanged(Facts.WeightsChanged change) ->
                    text(
                            "reason.weights",
                            joined(change.weights()),
                            clock(change.at()),
                            number.apply(change.requestsAfter()));
            case Reason.OneNetwork one -> text("reason.network", one.network());
            case Reason.KeysSkewed(Facts.KeySkew skew) ->
                    text(
                            "reason.skew",
                            skew.key(),
                            percent(skew.share()),
                            servers.get(skew.server()));
            case Reason.Retries retries -> text("reason.retries", number.apply(retries.count()));
            case Reason.RequestsFailed failed ->
                    text("reason.failedRequests", number.apply(failed.count()));
            case Reason.Reloaded reloaded ->
                    text("reason.reloaded", number.apply(reloaded.times()));
            case Reason.SeveralWorkers workers ->
                    text("reason.workers", number.apply(workers.workers()));
            case Reason.OrderNotByChance(var test) ->
                    text(
                            test.runs() > test.expected() ? "reason.regular" : "reason.clustered",
                            number.apply(test.runs()),
                            number.apply(Math.round(test.expected())));
            case Reason.ClientsMoved _ -> text("reason.moved");
            case Reason.ClientsElsewhere(long elsewhere, long clients) ->
                    text("reason.elsewhere", number.apply(elsewhere), number.apply(clients));
            case Reason.NetworksUneven uneven ->
                    text("reason.uneven", number.apply(Math.round(uneven.expected())));
            case Reason.Unexplained _ -> text("reason.unexplained");
        };
    }

    private String failed(List<String> servers, Facts.MarkedFailed mark, int lead, Instant now) {
        boolean still = now.isBefore(mark.until());
        String key =
                (still ? "reason.failed.now" : "reason.failed.over")
                        + (mark.server() == lead ? "" : ".named");
        String second =
                still
                        ? number.apply(Math.ceilDiv(now.until(mark.until()).toMillis(), 1_000L))
                        : clock(mark.until());
        return text(key, clock(mark.since()), second, servers.get(mark.server()));
    }

    private String leftOut(List<String> servers, Facts.LeftOutBefore out, int lead) {
        String key =
                (out.until().isEmpty() ? "reason.leftOut.never" : "reason.leftOut.until")
                        + (out.server() == lead ? "" : ".named");
        return text(key, out.until().map(this::clock).orElse(""), servers.get(out.server()));
    }

    private String nothing(Case run) {
        Observation seen = run.seen();
        if (seen.answered() == 0) {
            return text(seen.others().isEmpty() ? "nothing.yet" : "nothing.answered");
        }
        String list =
                list(
                        run,
                        i ->
                                number.apply(seen.counts().get(i))
                                        + " ("
                                        + percent((double) seen.counts().get(i) / seen.answered())
                                        + ")");
        return run.method() == Method.LEAST_CONN
                ? text("nothing.leastConn", joined(run.weights()), list)
                : text("nothing.method", subject(run), list);
    }

    private String others(Observation seen) {
        List<String> sentences = new ArrayList<>();
        seen.others()
                .forEach((name, count) -> {
                    if (count > 0) {
                        String key =
                                switch (name) {
                                    case "nginx", "none" -> name;
                                    default -> "stranger";
                                };
                        sentences.add(" " + text("other." + key, number.apply(count), name));
                    }
                });
        return String.join("", sentences);
    }

    /// `weighted round-robin 3:1`
    private String subject(Case run) {
        boolean equal = run.weights().stream().distinct().count() == 1;
        String key =
                run.method() == Method.ROUND_ROBIN && !equal
                        ? "method.weighted"
                        : "method." + run.method();
        return text(key) + " " + joined(run.weights());
    }

    private static String joined(List<Integer> weights) {
        return weights.stream().map(String::valueOf).collect(Collectors.joining(":"));
    }

    private String counts(Case run) {
        return list(run, i -> number.apply(run.seen().counts().get(i)));
    }

    /// `4 on app1, 6 on app2`, in the order of the servers.
    private String clientsOf(Case run) {
        long[] clients = new long[run.seen().servers().size()];
        for (List<Long> counts : run.seen().clients().values()) {
            for (int server = 0; server < clients.length; server++) {
                clients[server] += counts.get(server) > 0 ? 1 : 0;
            }
        }
        return list(run, i -> number.apply(clients[i]));
    }

    private String list(Case run, IntFunction<String> value) {
        List<String> servers = run.seen().servers();
        return IntStream.range(0, servers.size())
                .mapToObj(i -> text("count", servers.get(i), value.apply(i)))
                .collect(Collectors.joining(", "));
    }

    private static boolean isExact(Case run, Evidence evidence) {
        return IntStream.range(0, run.weights().size())
                .allMatch(i ->
                        Math.abs(run.seen().counts().get(i) - evidence.expected().get(i)) < 1e-6);
    }

    /// ` (χ² p = 0.84)`; nothing where nothing was tested.
    private String p(GoodnessOfFit fit) {
        if (fit.kind() == GoodnessOfFit.Kind.CERTAIN) {
            return "";
        }
        double p = fit.pValue();
        String value =
                p < LEAST_P
                        ? "< " + String.format(locale, "%.3f", LEAST_P)
                        : "= " + String.format(locale, p < 0.1 ? "%.3f" : "%.2f", p);
        return " (" + text("p." + fit.kind(), value) + ")";
    }

    private String percent(double share) {
        return String.format(locale, "%.2f %%", 100 * share);
    }

    private String decimal(double value) {
        return String.format(locale, "%.2f", value);
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    private String text(String key, Object... arguments) {
        // One pass: what is put in may itself hold braces.
        return PLACE.matcher(bundle.getString(key))
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                String.valueOf(arguments[Integer.parseInt(place.group(1))])));
    }
}
