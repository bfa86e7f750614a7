package io.lblab.traffic;

import io.lblab.traffic.raw.RawEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// A run in a process of its own, which somebody has limited. Says at its end what became of the
/// requests: a line `count words` for each, `ok` for those that went well.
final class LimitedRun {

    private LimitedRun() {}

    /// Fires.
    ///
    /// @param args engine, target or `own` for a server inside, requests, how many at a time,
    ///   `bound` to an address of the client or `unbound`
    public static void main(String[] args) throws Exception {
        TrafficEngine engine =
                args[0].equals("raw")
                        ? new RawEngine(Duration.ofSeconds(20), 2)
                        : new OkHttpEngine(Duration.ofSeconds(20));
        warmUp(engine);
        boolean bound = args[4].equals("bound");
        int requests = Integer.parseInt(args[2]);
        int together = Integer.parseInt(args[3]);
        if (!args[1].equals("own")) {
            fire(engine, URI.create(args[1]), requests, together, bound);
            return;
        }
        try (ScriptedServer server =
                new ScriptedServer((_, out) -> {
                    pause();
                    return ScriptedServer.ok(out, "1", "");
                })) {
            fire(engine, server.base(), requests, together, bound);
        }
    }

    /// Fails and succeeds once, so that every class is there: those of the lab come out of a jar
    /// that is open, those of a test out of single files, which can't be opened at the limit.
    private static void warmUp(TrafficEngine engine) throws Exception {
        URI gone;
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.OK)) {
            gone = server.base();
            send(engine, gone, 1, 1, true);
        }
        send(engine, gone, 1, 1, true);
    }

    private static void pause() {
        try {
            Thread.sleep(20); // so that connections are open at the same time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fire(
            TrafficEngine engine, URI target, int requests, int together, boolean bound)
            throws InterruptedException {
        send(engine, target, requests, together, bound)
                .forEach((words, count) -> System.out.println(count + " " + words));
    }

    private static Map<String, LongAdder> send(
            TrafficEngine engine, URI target, int requests, int together, boolean bound)
            throws InterruptedException {
        Map<String, LongAdder> became = new ConcurrentHashMap<>();
        TrafficPlan plan =
                new TrafficPlan(
                        "limited",
                        target,
                        List.of(WeightedRequest.get("/")),
                        requests,
                        together,
                        bound ? ClientPools.thisMachine() : ClientPools.forwarded(1, 1),
                        1);
        TrafficRun run =
                engine.start(
                        plan,
                        sample ->
                                became.computeIfAbsent(
                                                sample.isError() ? sample.failure() : "ok",
                                                _ -> new LongAdder())
                                        .increment());
        if (!run.await(Duration.ofSeconds(90))) {
            throw new IllegalStateException("The run does not end.");
        }
        return new TreeMap<>(became);
    }
}
