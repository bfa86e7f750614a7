package io.lblab.forecast.conformance;

import io.lblab.forecast.Balancer;
import io.lblab.forecast.ClientAddress;
import io.lblab.forecast.GlibcRandom;
import io.lblab.forecast.Request;
import io.lblab.forecast.conformance.RealNginx.Seen;
import io.lblab.forecast.conformance.Trial.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Holds a model against what nginx did, pick by pick and in the order in which it happened, since
/// all lots of a worker come from one sequence.
final class Comparison {

    private final List<Trial> trials;
    private final List<Seen> log;
    private final Model model;
    private final IntFunction<String> address;

    /// The first pick of a trial that is another one than nginx's.
    record Mismatch(int trial, int request, List<Integer> nginx, List<Integer> model) {
        @Override
        public String toString() {
            return "request "
                    + request
                    + ": nginx tried "
                    + nginx
                    + ", the model "
                    + model
                    + " (lines from 0)";
        }
    }

    Comparison(List<Trial> trials, List<Seen> log, Model model, IntFunction<String> address) {
        this.trials = trials;
        this.log = log;
        this.model = model;
        this.address = address;
    }

    /// The mismatches by trial. Trials that a step did not keep to its second are left out.
    Map<Integer, Mismatch> mismatches(IntStream seeds) {
        Map<Integer, Mismatch> found = new TreeMap<>();
        boolean draws = trials.stream().anyMatch(Trial::draws);
        int seed = 1;
        if (draws) {
            seed = seed(seeds);
        }
        replay(new GlibcRandom(seed), false, found);
        if (draws) {
            replay(new GlibcRandom(seed), true, found);
        }
        uncertain().forEach(found::remove);
        return found;
    }

    /// Timed trials of which a step crossed into the next second.
    Set<Integer> uncertain() {
        Set<Integer> uncertain = new HashSet<>();
        for (Seen seen : log) {
            if (!seen.certain() && trials.get(seen.trial()).timed()) {
                uncertain.add(seen.trial());
            }
        }
        return uncertain;
    }

    /// The seed whose draws agree with nginx's for longest.
    private int seed(IntStream candidates) {
        int best = 0;
        int longest = -1;
        for (int seed : candidates.toArray()) {
            int agreed = agreed(new GlibcRandom(seed));
            if (agreed > longest) {
                longest = agreed;
                best = seed;
            }
        }
        return best;
    }

    private int agreed(GlibcRandom random) {
        int agreed = 0;
        Map<Integer, Play> plays = new HashMap<>();
        for (Seen seen : log) {
            if (trials.get(seen.trial()).draws()) {
                if (play(seen, plays, random).isPresent()) {
                    return agreed;
                }
                agreed++;
            }
        }
        return agreed;
    }

    /// One kind of trials: those that draw lots, or the others.
    private void replay(GlibcRandom random, boolean draws, Map<Integer, Mismatch> mismatches) {
        Map<Integer, Play> plays = new HashMap<>();
        for (Seen seen : log) {
            if (trials.get(seen.trial()).draws() == draws) {
                play(seen, plays, random)
                        .ifPresent(wrong -> mismatches.putIfAbsent(wrong.trial(), wrong));
            }
        }
    }

    private Optional<Mismatch> play(Seen seen, Map<Integer, Play> plays, GlibcRandom random) {
        Trial trial = trials.get(seen.trial());
        Play play = plays.computeIfAbsent(seen.trial(), _ -> new Play(trial, random));
        Step step = trial.steps().get(seen.step());
        if (!step.begins()) {
            play.finish(step);
            return Optional.empty();
        }
        List<Integer> expected = play.begin(step, seen.second(), seen.worker());
        List<Integer> observed = seen.tried().stream().map(play::line).toList();
        return expected.equals(observed)
                ? Optional.empty()
                : Optional.of(new Mismatch(seen.trial(), step.request(), observed, expected));
    }

    /// A trial in the model: without a zone each worker has a state of its own.
    private final class Play {
        private final Trial trial;
        private final GlibcRandom random;
        private final Map<String, Balancer> workers = new HashMap<>();
        private final Map<Integer, Open> open = new HashMap<>();

        private record Open(Balancer balancer, Request request) {}

        Play(Trial trial, GlibcRandom random) {
            this.trial = trial;
            this.random = random;
        }

        int line(int backend) {
            for (int i = 0; i < trial.servers().size(); i++) {
                if (trial.servers().get(i).backend() == backend) {
                    return i;
                }
            }
            return Balancer.NONE;
        }

        List<Integer> begin(Step step, long second, String worker) {
            Balancer balancer =
                    workers.computeIfAbsent(
                            worker, _ -> model.balancer(trial.upstream(address), random));
            Request request = balancer.newRequest();
            open.put(step.request(), new Open(balancer, request));
            byte[] key =
                    trial.method().startsWith("ip_hash")
                            ? ClientAddress.bytes(step.client())
                            : step.key().getBytes(StandardCharsets.UTF_8);
            List<Integer> tried = new ArrayList<>();
            int server = place(balancer.begin(request, key, second));
            while (server >= 0 && step.refusing().contains(trial.servers().get(server).backend())) {
                tried.add(server);
                server = place(balancer.fail(request, second));
            }
            if (server != Balancer.ENDED) {
                tried.add(server);
            }
            return tried;
        }

        private int place(int place) {
            return model.line(place, trial.servers().size());
        }

        void finish(Step step) {
            Open done = open.remove(step.request());
            done.balancer.finish(done.request);
        }
    }
}
