package io.lblab.ui.distribution;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.NginxCounts;
import io.lblab.distribution.ShopCounts;
import io.lblab.distribution.TwoObservers;
import io.lblab.distribution.archive.StoredRun;
import io.lblab.distribution.verdict.VerdictWords;
import io.lblab.traffic.TrafficPlan;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the Distribution screen says in words.
final class Comparison {

    private final Texts texts;
    private final VerdictWords verdicts;

    Comparison(Texts texts) {
        this.texts = texts;
        verdicts = new VerdictWords(texts.locale(), ZoneId.systemDefault(), texts.numbers()::count);
    }

    /// `run 3 · round-robin 3:1 · 10 000 × GET /products/1`
    String inShort(RunFigures run) {
        return texts.get("distribution.run", run.number()) + " · " + headline(run);
    }

    /// `Run 7 · 22 Nov, 18:00 · load-test · round-robin · 10,000`, of a stored run.
    String inShort(StoredRun run) {
        return String.join(
                " · ",
                texts.get("distribution.run", run.number()),
                texts.numbers().moment(run.startedAt()),
                run.plan(),
                run.strategy(),
                texts.numbers().count(run.total()));
    }

    /// `matches`
    String inAWord(RunFigures run) {
        return run.running()
                ? texts.get("distribution.underWay")
                : verdicts.inAWord(run.verdict().verdict());
    }

    String whoTitle(RunFigures run) {
        return texts.get(
                run.forecast().isKnown() ? "distribution.who" : "distribution.whoConfigured");
    }

    /// Where the forecast comes from.
    String basis(RunFigures run) {
        return verdicts.basis(run.forecast());
    }

    /// How the last picks stand to the forecast; empty where there is none pick by pick.
    String picks(RunFigures run) {
        int compared = run.forecast().picks().size();
        if (compared == 0) {
            return "";
        }
        int differing = run.forecast().differing(run.snapshot().recent());
        return differing == 0
                ? texts.get("picks.all", texts.numbers().count(compared))
                : texts.get(
                        "picks.differ",
                        texts.numbers().count(differing),
                        texts.numbers().count(compared));
    }

    /// `round-robin 3:1 · 10 000 × GET /products/1`
    String headline(RunFigures run) {
        Upstream upstream = run.upstream();
        String weights =
                upstream.servers().stream()
                        .map(Server::weight)
                        .map(String::valueOf)
                        .collect(Collectors.joining(":"));
        var mix = run.plan().endpoints();
        String what =
                mix.size() == 1
                        ? mix.getFirst().method() + " " + mix.getFirst().path()
                        : texts.get("distribution.mix", mix.size());
        String strategy = texts.get("strategy." + upstream.strategy().kind()) + " " + weights;
        TrafficPlan plan = run.plan();
        return plan.requestsForeseen().isPresent()
                ? texts.get(
                        "distribution.headline",
                        strategy,
                        texts.numbers().count(plan.requests()),
                        what)
                : texts.get(
                        "distribution.headlineByClock",
                        strategy,
                        texts.numbers().duration(plan.time().orElseThrow()),
                        what);
    }

    /// Whether nginx's log and the client count the same, and why not.
    boolean agrees(RunFigures run) {
        return run.nginxLog().requests() == run.snapshot().total();
    }

    String observers(RunFigures run) {
        Numbers numbers = texts.numbers();
        NginxCounts log = run.nginxLog();
        DistributionSnapshot snapshot = run.snapshot();
        if (run.running()) {
            return texts.get(
                    "observers.running",
                    numbers.count(snapshot.total()),
                    numbers.count(log.requests()));
        }
        String cached =
                log.fromCache() == 0
                        ? ""
                        : " " + texts.get("observers.cache", numbers.count(log.fromCache()));
        String retried =
                log.retried() == 0
                        ? ""
                        : " " + texts.get("observers.retried", numbers.count(log.retried()));
        if (agrees(run)) {
            return texts.get(
                            allAgree(run) ? "observers.all" : "observers.agree",
                            numbers.count(snapshot.total()))
                    + cached
                    + retried;
        }
        String why = texts.get(reason(run));
        return texts.get(
                        "observers.differ",
                        numbers.count(snapshot.total()),
                        numbers.count(log.requests()))
                + " "
                + why
                + cached
                + retried;
    }

    /// Whether client, log and the instances' own metrics count the same.
    private boolean allAgree(RunFigures run) {
        return agrees(run)
                && run.report()
                        .shop()
                        .filter(shop -> shop.isComplete() && shop.agreesWith(run.snapshot()))
                        .isPresent();
    }

    /// What the instances' own metrics say of the run; empty where they were not asked, or where
    /// [#observers(RunFigures)] has said it.
    Optional<String> metrics(RunFigures run) {
        return run.report().shop().filter(_ -> !allAgree(run)).map(shop -> metrics(run, shop));
    }

    private String metrics(RunFigures run, ShopCounts shop) {
        if (shop.isComplete() && shop.agreesWith(run.snapshot())) {
            return texts.get("metrics.agree");
        }
        String counts =
                shop.answered().entrySet().stream()
                        .map(one ->
                                one.getKey()
                                        + " "
                                        + (one.getValue().isPresent()
                                                ? texts.numbers().count(one.getValue().getAsLong())
                                                : texts.get("metrics.lost")))
                        .collect(Collectors.joining(", "));
        return texts.get(
                shop.agreesWith(run.snapshot()) ? "metrics.some" : "metrics.differ", counts);
    }

    private static String reason(RunFigures run) {
        if (run.nginxLog().requests() > run.snapshot().total()) {
            return "observers.more";
        }
        boolean unlogged = run.plan().sends(TwoObservers.UNLOGGED_PATH);
        return unlogged ? "observers.unlogged" : "observers.fewer";
    }

    /// What became of the run, or, while it goes on, what came of it so far.
    String verdict(RunFigures run) {
        return run.verdict().text(verdicts, run.at());
    }

    /// What the matrix of clients shows.
    ///
    /// @param level by how much it takes clients together
    String clients(RunFigures run, ClientGroups.Level level) {
        int clients = run.snapshot().clients().size();
        if (run.plan().clients().addresses().size() == 1) {
            return texts.get("clients.one", run.plan().clients().addresses().getFirst());
        }
        long sticky = ClientMatrix.onOneInstance(run.snapshot());
        String many =
                texts.get(
                        "clients.many",
                        texts.numbers().count(clients),
                        texts.numbers().count(sticky));
        return level == ClientGroups.Level.EACH
                ? many
                : many + " " + texts.get("clients.grouped." + level);
    }
}
