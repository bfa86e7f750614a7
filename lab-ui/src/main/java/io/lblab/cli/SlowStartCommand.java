package io.lblab.cli;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxTime;
import io.lblab.nginx.SlowStarter;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.SlowStart;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "slow-start",
        description =
                "Lets a server's share rise in steps to what its weight gives it: what slow_start is in NGINX Plus, by"
                        + " weights that the lab applies. Ctrl+C gives it its whole weight at once.")
final class SlowStartCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Parameters(index = "0", paramLabel = "SERVER", description = "app1, app2, …")
    private String server = "";

    @Parameters(
            index = "1",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "From the least weight to the whole one: 30s, 2m. Without it 30s.")
    private String over = "30s";

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "How many weights, 2–100; without it ten, a second apart at least.")
    private @Nullable Integer steps;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    SlowStartCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, NginxException, InterruptedException {
        Duration time = time();
        Stack running = context.running(stack.kind());
        ConfigApplier applier = new ConfigApplier(running.nginx());
        Upstream target = applier.live().upstream();
        SlowStart plan =
                steps == null
                        ? SlowStart.of(target, server, time)
                        : new SlowStart(target, server, time, steps);
        SlowStarter starter = new SlowStarter(applier, plan);
        CountDownLatch ended = new CountDownLatch(1);
        ApplyResult result;
        try (OnInterrupt _ =
                OnInterrupt.run(
                        context.terminal(),
                        () -> {
                            starter.hurry();
                            ended.await();
                        })) {
            result = starter.run(this::show);
        } finally {
            ended.countDown();
        }
        return ApplyCommand.ended(context.terminal(), result, json);
    }

    private void show(SlowStarter.Step step) {
        context.terminal()
                .note(
                        String.format(
                                Locale.ROOT,
                                "  step %d of %d  generation %d  %s  %.0f %% for %s",
                                step.number(),
                                step.of(),
                                step.generation(),
                                step.upstream().servers().stream()
                                        .map(s -> s.name() + "=" + s.weight())
                                        .collect(Collectors.joining(",")),
                                100 * share(step.upstream()),
                                server));
    }

    private double share(Upstream upstream) {
        double all =
                upstream.servers().stream()
                        .filter(s -> s.mode() == Server.Mode.UP)
                        .mapToInt(Server::weight)
                        .sum();
        return upstream.servers().stream()
                .filter(s -> s.name().equals(server))
                .mapToDouble(s -> s.weight() / all)
                .sum();
    }

    private Duration time() {
        String text = over.strip();
        return Duration.ofSeconds(
                NginxTime.seconds(text)
                        .orElseThrow(() ->
                                new InvalidUpstreamException(
                                        "\""
                                                + text
                                                + "\" is no time: write it like 30s or 1m30s.")));
    }
}
