package io.lblab.forecast.conformance;

import io.lblab.forecast.conformance.Trial.Line;
import io.lblab.forecast.conformance.Trial.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Makes a trial that shows a mismatch smaller as long as it shows one.
final class Shrinker {

    private static final int CANDIDATES = 120;

    /// Which of some trials show a mismatch.
    interface Judge {
        Set<Integer> wrong(List<Trial> trials) throws Exception;
    }

    private final Judge judge;

    Shrinker(Judge judge) {
        this.judge = judge;
    }

    Trial shrink(Trial wrong) throws Exception {
        Trial smallest = wrong;
        while (true) {
            List<Trial> smaller = smaller(smallest);
            TreeSet<Integer> stillWrong = new TreeSet<>(judge.wrong(smaller));
            if (stillWrong.isEmpty()) {
                return smallest;
            }
            smallest = smaller.get(stillWrong.first());
        }
    }

    /// The greatest steps first.
    private static List<Trial> smaller(Trial trial) {
        List<Trial> smaller = new ArrayList<>();
        List<Integer> requests =
                trial.steps().stream().filter(Step::begins).map(Step::request).toList();
        for (int chunk = requests.size() / 2; chunk >= 1; chunk /= 2) {
            for (int from = 0; from < requests.size(); from += chunk) {
                int to = Math.min(requests.size(), from + chunk);
                if (to - from < requests.size()) {
                    smaller.add(without(trial, new HashSet<>(requests.subList(from, to))));
                }
            }
        }
        List<Line> servers = trial.servers();
        for (int i = 0; i < servers.size(); i++) {
            int place = i;
            List<Line> fewer =
                    IntStream.range(0, servers.size())
                            .filter(j -> j != place)
                            .mapToObj(servers::get)
                            .toList();
            if (fewer.stream().anyMatch(line -> !line.backup())) {
                smaller.add(0, with(trial, fewer));
            }
            Line line = servers.get(i);
            Line plain = new Line(line.backend(), 1, 1, line.failTimeout(), 0, false, false);
            Line lighter =
                    new Line(
                            line.backend(),
                            Math.max(1, line.weight() / 2),
                            line.maxFails(),
                            line.failTimeout(),
                            line.maxConns(),
                            line.backup(),
                            line.down());
            for (Line simpler : List.of(plain, lighter)) {
                if (!simpler.equals(line)) {
                    List<Line> changed = new ArrayList<>(servers);
                    changed.set(i, simpler);
                    smaller.add(with(trial, changed));
                }
            }
        }
        if (trial.fails()) {
            smaller.addFirst(
                    with(
                            trial,
                            trial.steps().stream()
                                    .map(s ->
                                            new Step(
                                                    s.request(),
                                                    s.begins(),
                                                    s.client(),
                                                    s.key(),
                                                    Set.of(),
                                                    s.second()))
                                    .toList(),
                            trial.servers()));
        }
        return smaller.subList(0, Math.min(CANDIDATES, smaller.size()));
    }

    private static Trial without(Trial trial, Set<Integer> requests) {
        return with(
                trial,
                trial.steps().stream().filter(s -> !requests.contains(s.request())).toList(),
                trial.servers());
    }

    private static Trial with(Trial trial, List<Line> servers) {
        return with(trial, trial.steps(), servers);
    }

    private static Trial with(Trial trial, List<Step> steps, List<Line> servers) {
        return new Trial(
                trial.method(), trial.methodLast(), trial.zone(), servers, steps, trial.timed());
    }
}
