package io.lblab.cli;

import io.lblab.nginx.NginxSite;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.listen.ListenPlan;
import io.lblab.traffic.listen.Listeners;
import io.lblab.traffic.listen.ListenersSnapshot;
import io.lblab.traffic.listen.ProbePlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "listen",
        description =
                "Keeps listeners on the shop's event stream (GET /events) and says which instance holds each, what they"
                        + " heard, and how long an event takes from being published to being read. Exit code 3 when a listener"
                        + " could not be kept or missed an event.")
final class ListenCommand implements Callable<Integer> {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Option(
            names = {"-l", "--listeners"},
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "How many streams to keep open, at most 2,000 (default: ${DEFAULT-VALUE}).")
    private int listeners;

    @Option(
            names = {"-t", "--duration"},
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long, once all are open: 30s, 2m (default: ${DEFAULT-VALUE}).")
    private String duration = "30s";

    @Option(
            names = "--clients",
            paramLabel = "N",
            description =
                    "From how many client addresses, each in its own /24; this machine's own without it.")
    private @Nullable Integer clients;

    @Option(
            names = "--probe-every",
            paramLabel = "TIME",
            defaultValue = "500ms",
            description =
                    "How often the lab changes the stock of the shop's last product (PUT /stock, past the balancer) to see"
                            + " who hears of it (default: ${DEFAULT-VALUE}). What it added it takes back at the end.")
    private String probeEvery = "500ms";

    @Option(names = "--no-probe", description = "Change nothing, only listen.")
    private boolean noProbe;

    @Option(names = "--json", description = "Print what was found as JSON.")
    private boolean json;

    ListenCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, InterruptedException {
        try (EndedEarly early = new EndedEarly(context.terminal())) {
            return listen(early);
        }
    }

    private int listen(EndedEarly early) throws StackException, InterruptedException {
        Duration time = LoadText.time(duration);
        Stack running = context.running(stack.kind());
        NginxSite site = running.nginx().site();
        Map<String, String> names = new TreeMap<>();
        site.instanceIds().forEach((server, id) -> names.put(id, server));
        ClientPool pool =
                clients == null
                        ? ClientPools.thisMachine()
                        : new Firing(context, running).clients(clients, 1);
        ListenPlan plan = new ListenPlan(site.entry(), listeners, pool, probe(site));
        ListenersSnapshot found;
        boolean allOpened;
        try (Listeners all = Listeners.open(plan)) {
            early.by(() -> {}); // the loops below look at it
            allOpened = open(all, early, names);
            MovingLine line = new MovingLine(context.terminal());
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < time.toNanos() && !early.isAsked()) {
                line.show(
                        Duration.ofNanos(System.nanoTime() - begun),
                        "",
                        ListenText.line(all.snapshot(), names));
                Thread.sleep(TICK);
            }
            all.endProbing();
            found = all.snapshot();
        }
        if (json) {
            context.terminal().printJson(found);
        } else {
            ListenText.print(context.terminal(), found, names);
        }
        boolean good =
                allOpened
                        && found.open() == listeners
                        && found.missing().isEmpty()
                        && probed(found);
        return good ? ExitCodes.OK : ExitCodes.NOT_AS_EXPECTED;
    }

    /// Whether a probe that was to be published ever was.
    private boolean probed(ListenersSnapshot found) {
        return noProbe || found.probes().published() > 0;
    }

    private boolean open(Listeners all, EndedEarly early, Map<String, String> names)
            throws InterruptedException {
        MovingLine line = new MovingLine(context.terminal());
        long begun = System.nanoTime();
        while (!all.awaitAllOpen(TICK)) {
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            line.show(waited, "", ListenText.line(all.snapshot(), names));
            if (waited.compareTo(OPENING) > 0 || early.isAsked()) {
                return false;
            }
        }
        return true;
    }

    private Optional<ProbePlan> probe(NginxSite site) {
        if (noProbe) {
            return Optional.empty();
        }
        return Optional.of(
                ProbePlan.pastTheBalancer(
                        site.entry(),
                        site.instanceIds().values(),
                        site.token(),
                        LoadText.time(probeEvery)));
    }
}
