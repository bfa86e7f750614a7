package io.lblab.ui.distribution;

import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.statistics.GoodnessOfFit;
import io.lblab.distribution.statistics.Homogeneity;
import io.lblab.distribution.verdict.RunVerdict;
import io.lblab.distribution.verdict.Verdict;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.TrafficPlan;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What differs between two runs, in sentences: what was asked, then what came of it.
final class DuelWords {

    private final Texts texts;

    DuelWords(Texts texts) {
        this.texts = texts;
    }

    String of(RunFigures one, RunFigures other) {
        return setting(one, other) + " " + shares(one, other);
    }

    /// `Run 2 and run 1 differ in strategy (ip_hash, round-robin) and weights (1:1, 3:1).`
    private String setting(RunFigures one, RunFigures other) {
        List<String> differences = new ArrayList<>();
        Upstream first = one.upstream();
        Upstream second = other.upstream();
        add(differences, "strategy", first.strategy().id(), second.strategy().id());
        List<String> firstServers = names(first);
        boolean sameServers = firstServers.equals(names(second));
        add(
                differences,
                "servers",
                String.join(" ", firstServers),
                String.join(" ", names(second)));
        if (sameServers) {
            add(differences, "weights", RunVerdict.weightsOf(first), RunVerdict.weightsOf(second));
        }
        TrafficPlan plan = one.plan();
        TrafficPlan rival = other.plan();
        add(differences, "load", load(plan), load(rival));
        add(differences, "requests", count(one.finished()), count(other.finished()));
        add(differences, "concurrency", count(plan.concurrency()), count(rival.concurrency()));
        add(
                differences,
                "clients",
                count(plan.clients().addresses().size()),
                count(rival.clients().addresses().size()));
        if (sharesNetworks(plan) || sharesNetworks(rival)) {
            add(
                    differences,
                    "networks",
                    count(plan.clients().networks()),
                    count(rival.clients().networks()));
        }
        add(differences, "connections", connections(plan), connections(rival));
        if (!plan.mix().equals(rival.mix()) || !plan.journeys().equals(rival.journeys())) {
            differences.add(texts.get("duel.mix"));
        }
        String key = differences.isEmpty() ? "duel.same" : "duel.differ";
        return texts.get(key, one.number(), other.number(), String.join(", ", differences));
    }

    /// Whether some clients lie in one network.
    private static boolean sharesNetworks(TrafficPlan plan) {
        return plan.clients().networks() < plan.clients().addresses().size();
    }

    private String connections(TrafficPlan plan) {
        return texts.get(plan.clients().freshConnections() ? "duel.fresh" : "duel.kept");
    }

    private String load(TrafficPlan plan) {
        return switch (plan.load()) {
            case Load.Closed _ -> texts.get("duel.closed");
            case Load.Open open -> LoadText.of(open);
        };
    }

    private void add(List<String> differences, String what, String first, String second) {
        if (!first.equals(second)) {
            differences.add(texts.get("duel." + what, first, second));
        }
    }

    /// Whether the shares can be the same.
    private String shares(RunFigures one, RunFigures other) {
        Set<String> names = new LinkedHashSet<>(names(one.upstream()));
        names.addAll(names(other.upstream()));
        Homogeneity test = Homogeneity.of(counts(one, names), counts(other, names));
        if (test.kind() == GoodnessOfFit.Kind.CERTAIN) {
            return texts.get("duel.nothing");
        }
        String p =
                test.pValue() < 0.001
                        ? "< " + texts.numbers().decimal(0.001, 3)
                        : "= " + texts.numbers().decimal(test.pValue(), 2);
        String kind =
                texts.get(
                        test.kind() == GoodnessOfFit.Kind.EXACT ? "duel.exact" : "duel.chiSquare");
        return texts.get(
                test.pValue() < Verdict.LEVEL ? "duel.significant" : "duel.chance",
                kind + " p " + p);
    }

    private static long[] counts(RunFigures run, Set<String> names) {
        return names.stream()
                .mapToLong(name ->
                        run.snapshot().instances().stream()
                                .filter(i -> i.server().equals(name))
                                .mapToLong(InstanceCount::count)
                                .sum())
                .toArray();
    }

    private static List<String> names(Upstream upstream) {
        return upstream.servers().stream().map(Server::name).toList();
    }

    private String count(long value) {
        return texts.numbers().count(value);
    }
}
