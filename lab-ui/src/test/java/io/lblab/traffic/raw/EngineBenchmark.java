package io.lblab.traffic.raw;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.lblab.distribution.RunRecorder;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.Sample;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a request costs the client: the engines and, where they are there, wrk, hey and Gatling, in
/// turn, against one nginx that balances over two servers of its own.
@Tag("bench")
class EngineBenchmark {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int REQUESTS = 200_000;
    private static final int CONNECTIONS = 64;
    private static final int RECORDED = 5_000_000;

    /// Of the processes that are measured whole, their start included.
    private static final int MANY_REQUESTS = 400_000;

    private static final Pattern COUNT = Pattern.compile("([0-9,]+) requests in");
    private static final Pattern GATLING = Pattern.compile("page +\\| +([0-9,]+) ");
    private static final Pattern HEY = Pattern.compile("\\[200]\\s+([0-9]+) responses");
    private static final Pattern TIMES =
            Pattern.compile("([0-9]+)m([0-9.]+)s ([0-9]+)m([0-9.]+)s\\s*$");

    @TempDir Path folder;

    private record Figures(double micros, double perSecond, double bytes) {}

    private interface Client {
        Figures run() throws Exception;
    }

    @Test
    void costOfARequest() throws Exception {
        try (BenchNginx nginx = new BenchNginx(folder)) {
            Map<String, Client> clients = clients(nginx.base());
            for (var client : clients.entrySet()) {
                if (client.getKey().endsWith(" engine")) { // in this JVM, which has to warm up
                    client.getValue().run();
                }
            }
            Map<String, List<Figures>> seen = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                for (var client : clients.entrySet()) {
                    seen.computeIfAbsent(client.getKey(), _ -> new ArrayList<>())
                            .add(client.getValue().run());
                }
            }
            print(seen);
        }
    }

    private static Map<String, Client> clients(URI base) {
        Map<String, Client> clients = new LinkedHashMap<>();
        clients.put("raw engine", () -> run(new RawEngine(), base));
        clients.put("OkHttp engine", () -> run(new OkHttpEngine(), base));
        if (isInstalled("wrk")) {
            clients.put("wrk, 1 thread", () -> command(COUNT, "wrk -t1 -c64 -d7s " + base + "/"));
        }
        if (isInstalled("hey")) {
            clients.put("hey", () -> command(HEY, "hey -n 200000 -c 64 " + base + "/"));
        }
        clients.put("whole process: lab fire", () -> command(COUNT, labFire(base)));
        if (Files.isDirectory(Path.of("../.ci/gatling/target/lib"))) {
            clients.put("Gatling, marginal", () -> marginalGatling(base));
        }
        return clients;
    }

    private static String labFire(URI base) {
        return "../lab fire --engine raw --at "
                + base
                + " --confirm "
                + base.getHost()
                + " --path / -c "
                + CONNECTIONS
                + " -n "
                + MANY_REQUESTS;
    }

    /// What each further request costs, when Java and Gatling have started.
    private static Figures marginalGatling(URI base) throws Exception {
        Figures few = command(GATLING, gatling(base, REQUESTS));
        Figures many = command(GATLING, gatling(base, REQUESTS + MANY_REQUESTS));
        double all = REQUESTS + MANY_REQUESTS;
        double micros = (many.micros() * all - few.micros() * REQUESTS) / MANY_REQUESTS;
        double seconds = all / many.perSecond() - REQUESTS / few.perSecond();
        return new Figures(micros, MANY_REQUESTS / seconds, Double.NaN);
    }

    private static String gatling(URI base, int requests) {
        return "results=$(mktemp -d); "
                + Path.of(System.getProperty("java.home"), "bin", "java")
                + " --add-opens=java.base/java.lang=ALL-UNNAMED -Durl="
                + base
                + "/ -Drequests="
                + requests
                + " -cp '../.ci/gatling/target/*:../.ci/gatling/target/lib/*'"
                + " io.gatling.app.Gatling -s io.lblab.bench.ClosedLoop -nr -rf $results"
                + "; rm -r $results";
    }

    /// What the recorder alone takes: a request as the raw engine hands it over, again and again.
    @Test
    void costOfRecording() {
        RunRecorder recorder = recorder();
        Sample sample =
                new Sample(
                        0,
                        0,
                        1_000_000,
                        1_010_000,
                        2_100_000,
                        200,
                        "1",
                        "app1",
                        "127.0.0.1",
                        false,
                        false,
                        "");
        List<Double> nanos = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long began = System.nanoTime();
            for (int i = 0; i < RECORDED; i++) {
                recorder.accept(sample);
            }
            if (round > 0) { // the first warms up
                nanos.add((System.nanoTime() - began) / (double) RECORDED);
            }
        }
        nanos.sort(null);
        assertThat(recorder.snapshot().total()).isEqualTo((ROUNDS + 1L) * RECORDED);
        System.out.printf(
                Locale.ROOT,
                "%n| recording alone | %.3f µs a request | | | |%n",
                nanos.get(nanos.size() / 2) / 1e3);
    }

    private static RunRecorder recorder() {
        Upstream upstream =
                new Upstream(
                        "u",
                        new Strategy.RoundRobin(),
                        List.of(Server.of("app1", "h", 1), Server.of("app2", "h", 2)),
                        16);
        return new RunRecorder(upstream, Map.of("app1", "1", "app2", "2"));
    }

    private static Figures run(TrafficEngine engine, URI base) throws Exception {
        RunRecorder recorder = recorder();
        TrafficPlan plan =
                new TrafficPlan(
                        "bench",
                        base,
                        List.of(WeightedRequest.get("/")),
                        REQUESTS,
                        CONNECTIONS,
                        ClientPools.thisMachine(),
                        1);
        var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = os.getProcessCpuTime();
        long allocated = threads.getTotalThreadAllocatedBytes();
        TrafficRun run = engine.start(plan, recorder);
        assertThat(run.await(Duration.ofMinutes(2))).isTrue();
        double micros = (os.getProcessCpuTime() - cpu) / 1e3 / REQUESTS;
        double bytes = (double) (threads.getTotalThreadAllocatedBytes() - allocated) / REQUESTS;
        assertThat(recorder.snapshot().errors()).isZero();
        assertThat(recorder.snapshot().instances())
                .allMatch(instance -> instance.count() == REQUESTS / 2);
        return new Figures(micros, REQUESTS / (run.elapsed().toNanos() / 1e9), bytes);
    }

    /// User and system time of the command, as bash has them of its children.
    private static Figures command(Pattern requests, String command) throws Exception {
        long began = System.nanoTime();
        Process bash =
                new ProcessBuilder("bash", "-c", command + "; times")
                        .redirectErrorStream(true)
                        .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(output).isZero();
        double seconds = (System.nanoTime() - began) / 1e9;
        Matcher count = requests.matcher(output);
        Matcher times = TIMES.matcher(output);
        long number = 0;
        while (count.find()) { // Gatling tells how far it is, too
            number = Long.parseLong(count.group(1).replace(",", ""));
        }
        assertThat(number > 0 && times.find()).as(output).isTrue();
        double cpu =
                60 * Double.parseDouble(times.group(1))
                        + Double.parseDouble(times.group(2))
                        + 60 * Double.parseDouble(times.group(3))
                        + Double.parseDouble(times.group(4));
        return new Figures(cpu * 1e6 / number, number / seconds, Double.NaN);
    }

    private static void print(Map<String, List<Figures>> seen) {
        double reference = median(seen.values().stream().skip(2).findFirst().orElse(List.of()));
        System.out.println("\n| client | CPU µs/request | to wrk | requests/s | bytes/request |");
        System.out.println("| --- | --- | --- | --- | --- |");
        seen.forEach((name, figures) ->
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.2f | %,.0f | %s |%n",
                        name,
                        median(figures),
                        median(figures) / reference,
                        figures.stream()
                                .mapToDouble(Figures::perSecond)
                                .sorted()
                                .toArray()[figures.size() / 2],
                        Double.isNaN(figures.getFirst().bytes())
                                ? "–"
                                : String.format(Locale.ROOT, "%,.0f", figures.getLast().bytes())));
    }

    private static double median(List<Figures> figures) {
        return figures.isEmpty()
                ? Double.NaN
                : figures.stream()
                        .mapToDouble(Figures::micros)
                        .sorted()
                        .toArray()[figures.size() / 2];
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
