package io.lblab.forecast.conformance;

import static org.awaitility.Awaitility.await;

import io.lblab.forecast.conformance.Trial.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// nginx with an upstream for each trial, and what it did with each request.
final class RealNginx implements AutoCloseable {

    private static final long NANOS = 1_000_000_000;

    /// What was seen of one step.
    ///
    /// @param tried the backends tried, -1 for none left; empty when an answer was given
    /// @param second of the clock
    /// @param certain whether the step lay within that second
    /// @param worker the process that had the request; empty when an answer was given
    record Seen(
            int trial,
            int step,
            List<Integer> tried,
            long second,
            boolean certain,
            String worker) {}

    private final List<Trial> trials;
    private final Backends backends;
    private final int workers;
    private final int port;
    private final Process nginx;
    private final Deque<Caller> callers = new ArrayDeque<>();
    private final Map<String, Integer> backendOf = new HashMap<>();
    private final List<Seen> log = new ArrayList<>();
    private final long startedAfter;
    private final long startedBefore;

    /// nginx with one worker.
    RealNginx(Path folder, List<Trial> trials, Backends backends) throws Exception {
        this(folder, trials, backends, 1);
    }

    /// @param workers with more than one, each request has a connection of its own, so that the
    ///   system spreads them
    RealNginx(Path folder, List<Trial> trials, Backends backends, int workers) throws Exception {
        this.workers = workers;
        this.trials = trials;
        this.backends = backends;
        for (int i = 0; i < Backends.NUMBER; i++) {
            backendOf.put(backends.address(i), i);
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path conf = folder.resolve("nginx-" + Integer.toHexString(System.identityHashCode(this)));
        Files.writeString(conf, configuration(folder));
        startedAfter = System.currentTimeMillis();
        nginx =
                new ProcessBuilder(
                                "/usr/sbin/nginx",
                                "-p",
                                folder + "/",
                                "-e",
                                folder.resolve("error.log").toString(),
                                "-c",
                                conf.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("nginx.out").toFile())
                        .start();
        await().atMost(20, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .failFast("nginx ended", () -> !nginx.isAlive())
                .until(this::accepts);
        startedBefore = System.currentTimeMillis();
    }

    private boolean accepts() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String configuration(Path folder) {
        StringBuilder text = new StringBuilder();
        text.append("daemon off;\nworker_processes " + workers + ";\n")
                .append("root".equals(System.getProperty("user.name")) ? "user root;\n" : "")
                .append("pid ")
                .append(folder.resolve("nginx.pid"))
                .append(";\nevents { worker_connections 512; }\nhttp {\n")
                .append("access_log off; keepalive_requests 1000000; keepalive_timeout 600s;\n")
                .append("set_real_ip_from 127.0.0.0/8; real_ip_header X-Forwarded-For;\n")
                .append("proxy_connect_timeout 5s; proxy_read_timeout 60s;\n");
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            text.append(kind).append("_temp_path ").append(folder.resolve(kind)).append(";\n");
        }
        for (int i = 0; i < trials.size(); i++) {
            text.append(trials.get(i).block("u" + i, backends::address)).append('\n');
        }
        text.append("server {\nlisten 127.0.0.1:").append(port).append(";\n");
        for (int i = 0; i < trials.size(); i++) {
            text.append(
                    "location = /%d { proxy_pass http://u%d; add_header X-Lab \"$pid|$upstream_addr\" always; }\n"
                            .formatted(i, i));
        }
        return text.append("}\n}\n").toString();
    }

    /// Does all steps: of trials without a clock one trial after the other, of those with one
    /// second by second.
    ///
    /// @return what was seen, in the order in which it happened
    List<Seen> run() throws Exception {
        for (int t = 0; t < trials.size(); t++) {
            if (!trials.get(t).timed()) {
                Map<Integer, Open> open = new HashMap<>();
                for (int s = 0; s < trials.get(t).steps().size(); s++) {
                    step(t, s, open);
                }
            }
        }
        int seconds =
                trials.stream()
                        .filter(Trial::timed)
                        .flatMap(t -> t.steps().stream())
                        .mapToInt(s -> s.second() + 1)
                        .max()
                        .orElse(0);
        for (int second = 0; second < seconds; second++) {
            awaitNextSecond();
            for (int t = 0; t < trials.size(); t++) {
                for (int s = 0; s < trials.get(t).steps().size(); s++) {
                    if (trials.get(t).timed() && trials.get(t).steps().get(s).second() == second) {
                        step(t, s, new HashMap<>());
                    }
                }
            }
        }
        backends.refuse(Set.of());
        return List.copyOf(log);
    }

    /// A request under way. Which servers were tried stands in the header of its answer, so that
    /// its place in the log is filled in when that comes.
    private record Open(
            Caller caller,
            long hold,
            CompletableFuture<String> answer,
            int place,
            boolean certain) {}

    private void step(int t, int s, Map<Integer, Open> open) throws Exception {
        List<Step> steps = trials.get(t).steps();
        Step step = steps.get(s);
        if (!step.begins()) {
            Open request = open.remove(step.request());
            if (request != null) {
                if (request.hold >= 0) {
                    backends.answer(request.hold);
                }
                String header = request.answer.get(20, TimeUnit.SECONDS);
                done(request.caller);
                Seen begun = log.get(request.place);
                log.set(
                        request.place,
                        new Seen(
                                t,
                                begun.step,
                                tried(header),
                                begun.second,
                                request.certain,
                                worker(header)));
            }
            log.add(new Seen(t, s, List.of(), System.currentTimeMillis() / 1000, true, ""));
            return;
        }
        boolean atOnce =
                trials.get(t).timed()
                        || (s + 1 < steps.size() && steps.get(s + 1).request() == step.request());
        backends.refuse(step.refusing());
        Caller caller = callers.isEmpty() ? new Caller(port) : callers.pop();
        long hold = atOnce ? -1 : backends.newHold();
        long before = System.currentTimeMillis() / 1000;
        caller.send("/" + t, step.client(), step.key(), hold);
        if (atOnce) {
            String header = caller.receive();
            done(caller);
            long after = System.currentTimeMillis() / 1000;
            log.add(new Seen(t, s, tried(header), before, before == after, worker(header)));
            return;
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        answer.complete(caller.receive());
                    } catch (IOException e) {
                        answer.completeExceptionally(e);
                    }
                });
        Object first =
                CompletableFuture.anyOf(backends.arrival(hold), answer).get(20, TimeUnit.SECONDS);
        long after = System.currentTimeMillis() / 1000;
        boolean answered = first instanceof String;
        open.put(
                step.request(),
                new Open(caller, answered ? -1 : hold, answer, log.size(), before == after));
        log.add(new Seen(t, s, List.of(), before, before == after, ""));
    }

    private void done(Caller caller) throws IOException {
        if (workers == 1) {
            callers.push(caller);
        } else {
            caller.close();
        }
    }

    private static String worker(String header) {
        return header.substring(0, header.indexOf('|'));
    }

    private List<Integer> tried(String header) {
        String addresses = header.substring(header.indexOf('|') + 1);
        return Arrays.stream(addresses.split(", ", -1))
                .map(address -> backendOf.getOrDefault(address, -1))
                .toList();
    }

    /// A little after the second's beginning, so that nginx's clock has come to it too.
    private static void awaitNextSecond() {
        long now = System.currentTimeMillis();
        long until = now - now % 1000 + 1040;
        while (System.currentTimeMillis() < until) {
            LockSupport.parkNanos(NANOS / 1000);
        }
    }

    /// What the worker may have given to `srandom`: its pid, and the second and millisecond of its
    /// start, of which only the neighbourhood is known.
    IntStream seeds() {
        long worker = nginx.children().findFirst().orElseThrow().pid();
        return IntStream.rangeClosed(
                        (int) (startedAfter / 1000) - 1, (int) (startedBefore / 1000) + 1)
                .flatMap(second ->
                        IntStream.range(0, 1000).map(ms -> ((int) worker << 16) ^ second ^ ms));
    }

    @Override
    public void close() throws IOException {
        for (Caller caller : callers) {
            caller.close();
        }
        List<ProcessHandle> workers = nginx.children().toList();
        nginx.destroy();
        nginx.onExit().join();
        workers.forEach(ProcessHandle::destroyForcibly);
    }
}
