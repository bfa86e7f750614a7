package io.lblab.forecast.conformance;

import io.lblab.forecast.conformance.Trial.Line;
import io.lblab.forecast.conformance.Trial.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes trials by chance: 2–10 servers (now and then a single one) of weights 1–20, 50 requests
/// and more, a third of them with failures, `down`, `backup` or `max_conns`.
final class TrialMaker {

    static final List<String> METHODS =
            List.of(
                    "",
                    "least_conn;",
                    "ip_hash;",
                    "hash $http_x_key;",
                    "hash $http_x_key consistent;",
                    "random;",
                    "random two;");

    /// Seconds that a timed trial takes.
    static final int SECONDS = 7;

    private static final int LOTS = 300;
    private static final int NEVER_MIND = 3600;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-_./é世";

    private final Random random;

    TrialMaker(Random random) {
        this.random = random;
    }

    List<Trial> make(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> make(METHODS.get(i % METHODS.size()), false))
                .toList();
    }

    /// Trials in which servers recover; lots are left out, because all draws of a worker are one
    /// sequence.
    List<Trial> makeTimed(int number) {
        return IntStream.range(0, number).mapToObj(i -> make(METHODS.get(i % 5), true)).toList();
    }

    /// Trials without a zone and without lots, for several workers.
    List<Trial> makeForWorkers(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> make(METHODS.get(i % 5), false).withoutZone())
                .toList();
    }

    /// Trials that draw lots one after the other, so often that shares can be tested.
    List<Trial> makeLots(int number) {
        return IntStream.range(0, number).mapToObj(i -> makeLots(METHODS.get(5 + i % 2))).toList();
    }

    private Trial makeLots(String method) {
        int size = 2 + random.nextInt(5);
        boolean down = random.nextInt(4) == 0;
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lines.add(
                    new Line(
                            i,
                            1 + random.nextInt(20),
                            1,
                            NEVER_MIND,
                            0,
                            false,
                            down && i > 0 && random.nextBoolean()));
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < LOTS; i++) {
            steps.add(new Step(i, true, "10.0.0.1", "", Set.of(), 0));
            steps.add(new Step(i, false, "", "", Set.of(), 0));
        }
        return new Trial(method, false, random.nextBoolean(), lines, steps, false);
    }

    private Trial make(String method, boolean timed) {
        boolean troubled = timed || random.nextInt(3) == 0;
        boolean failures = timed || (troubled && random.nextBoolean());
        boolean down = troubled && random.nextInt(3) == 0;
        boolean backup = troubled && random.nextInt(3) == 0;
        boolean limited =
                troubled && !timed && (random.nextInt(3) == 0 || !(failures || down || backup));
        int size = random.nextInt(25) == 0 && !backup ? 1 : 2 + random.nextInt(9);
        boolean alike = random.nextInt(4) == 0;
        int maxFails = random.nextInt(4);
        List<Integer> backends =
                new ArrayList<>(IntStream.range(0, Backends.NUMBER).boxed().toList());
        Collections.shuffle(backends, random);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            lines.add(
                    new Line(
                            backends.get(i),
                            alike ? 1 : 1 + random.nextInt(20),
                            failures ? (random.nextInt(3) == 0 ? random.nextInt(4) : maxFails) : 1,
                            timed ? random.nextInt(4) : NEVER_MIND,
                            limited ? random.nextInt(4) : 0,
                            backup && i > 0 && random.nextInt(3) == 0,
                            down && random.nextInt(4) == 0));
        }
        boolean overlapping =
                !timed
                        && (limited
                                || random.nextInt(
                                                method.equals("least_conn;")
                                                                || method.equals("random two;")
                                                        ? 2
                                                        : 4)
                                        == 0);
        boolean takesBackups = method.isEmpty() || method.equals("least_conn;");
        return new Trial(
                method,
                !takesBackups && lines.stream().anyMatch(Line::backup),
                random.nextBoolean(),
                lines,
                steps(lines, failures, overlapping ? 1 + random.nextInt(12) : 1, timed),
                timed);
    }

    private List<Step> steps(List<Line> lines, boolean failures, int openAtMost, boolean timed) {
        List<String> keys = IntStream.range(0, 40).mapToObj(_ -> key()).toList();
        List<String> clients = IntStream.range(0, 25).mapToObj(_ -> client()).toList();
        List<Step> steps = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        Set<Integer> refusing = Set.of();
        int requests = 50 + random.nextInt(20);
        int begun = 0;
        while (begun < requests || !open.isEmpty()) {
            int second = timed ? Math.min(SECONDS - 1, begun * SECONDS / requests) : 0;
            boolean begins = begun < requests && open.size() < openAtMost;
            if (openAtMost > 1 && !open.isEmpty() && random.nextBoolean()) {
                begins = false;
            }
            if (begins) {
                if (failures && random.nextInt(5) == 0) {
                    refusing = refusing(lines);
                }
                steps.add(
                        new Step(
                                begun,
                                true,
                                clients.get(random.nextInt(clients.size())),
                                keys.get(random.nextInt(keys.size())),
                                refusing,
                                second));
                open.add(begun++);
            } else {
                int which = open.remove(/* index */ random.nextInt(open.size()));
                steps.add(new Step(which, false, "", "", refusing, second));
            }
        }
        return steps;
    }

    private Set<Integer> refusing(List<Line> lines) {
        Set<Integer> refusing = new HashSet<>();
        int often = 2 + random.nextInt(4);
        for (Line line : lines) {
            if (random.nextInt(often) == 0) {
                refusing.add(line.backend());
            }
        }
        return refusing;
    }

    private String key() {
        if (random.nextInt(40) == 0) {
            return "";
        }
        StringBuilder key = new StringBuilder();
        int length = 1 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            key.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return key.toString();
    }

    private String client() {
        return switch (random.nextInt(8)) {
            case 0 -> "2001:db8:%x::%x".formatted(random.nextInt(65536), random.nextInt(65536));
            case 1 -> "10.1." + random.nextInt(256) + ".7";
            default ->
                    (1 + random.nextInt(223))
                            + "."
                            + random.nextInt(256)
                            + "."
                            + random.nextInt(256)
                            + "."
                            + random.nextInt(256);
        };
    }
}
