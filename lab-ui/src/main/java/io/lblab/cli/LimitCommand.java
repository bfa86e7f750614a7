package io.lblab.cli;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.limit.LimitResult;
import io.lblab.distribution.limit.LimitResult.Ending;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.limit.LimitSearch;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.nginx.NginxException;
import io.lblab.stack.StackException;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.engines.EngineChoice;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "limit",
        description =
                "Raises the rate until a bound breaks and says how much the stack takes. Each rate is tried for a few"
                        + " seconds; one that breaks is tried twice. Exit code 3 when the first rate is too high already.")
final class LimitCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();
    @Mixin private FireOptions options = new FireOptions();
    @Mixin private BoundOptions bound = new BoundOptions();

    @Option(
            names = "--from",
            paramLabel = "N",
            defaultValue = "100",
            description = "The first rate, in requests a second. Default: ${DEFAULT-VALUE}.")
    private double from = 100;

    @Option(
            names = "--to",
            paramLabel = "N",
            defaultValue = "20000",
            description = "The highest rate to try. Default: ${DEFAULT-VALUE}.")
    private double to = 20_000;

    @Option(
            names = "--each",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "How long each rate is tried. Default: ${DEFAULT-VALUE}.")
    private String each = "5s";

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    LimitCommand(CliContext context) {
        this.context = context;
    }

    /// A search as JSON.
    ///
    /// @param kept the highest rate at which every bound was kept; 0 for none
    /// @param broken the lowest at which one broke; left out when none did
    /// @param ending `bound_broken`, `broken_at_once`, `highest_rate`, `generator` or `stopped`
    record Report(
            double kept,
            OptionalDouble broken,
            String ending,
            String sentence,
            List<Tried> steps) {}

    /// One run.
    record Tried(
            double rate,
            double reached,
            double p50Millis,
            double p99Millis,
            long errors,
            boolean kept,
            boolean limitedByGenerator) {

        static Tried of(Step step) {
            return new Tried(
                    step.rate(),
                    step.run().rate(),
                    step.run().p50Millis(),
                    step.run().p99Millis(),
                    step.run().errors(),
                    step.isKept(),
                    step.isLimitedByGenerator());
        }
    }

    @Override
    public Integer call() throws Exception {
        try (EndedEarly early = new EndedEarly(context.terminal())) {
            return search(early);
        }
    }

    private int search(EndedEarly early)
            throws StackException, NginxException, InterruptedException {
        Firing firing = new Firing(context, context.running(stack.kind()), early::by);
        options.refuseLoad("lab limit");
        TrafficPlan plan = options.plan(firing.base(), firing::clients);
        LimitPlan limit =
                new LimitPlan(from, to, LoadText.time(each), bound.with(options.thresholds()));
        LimitSearch search = new LimitSearch(limit);
        while (search.next().isPresent()) {
            TrafficPlan atRate = plan.under(limit.load(search.next().getAsDouble()));
            DistributionSnapshot run =
                    firing.fire(plan.name(), atRate, EngineChoice.of(atRate), limit.bounds()).run();
            if (early.isAsked()) {
                search.stop();
            } else {
                print(search.took(run));
            }
        }
        LimitResult result = search.result();
        if (json) {
            context.terminal()
                    .printJson(
                            new Report(
                                    result.kept(),
                                    result.broken(),
                                    result.ending().name().toLowerCase(Locale.ROOT),
                                    result.sentence(),
                                    result.steps().stream().map(Tried::of).toList()));
        } else {
            context.terminal().print("  " + result.sentence());
        }
        return result.ending() == Ending.BROKEN_AT_ONCE ? ExitCodes.NOT_AS_EXPECTED : ExitCodes.OK;
    }

    /// Beside JSON the steps are only progress.
    private void print(Step step) {
        if (json) {
            context.terminal().note(line(step));
        } else {
            context.terminal().print(line(step));
        }
    }

    private static String line(Step step) {
        DistributionSnapshot run = step.run();
        return String.format(
                Locale.ROOT,
                "  %,8.0f/s  reached %,8.0f/s  p50 %7.1f ms  p99 %7.1f ms  failed %,d  %s",
                step.rate(),
                run.rate(),
                run.p50Millis(),
                run.p99Millis(),
                run.errors(),
                step.isKept()
                        ? "kept"
                        : "BROKEN: "
                                + step.outcomes().stream()
                                        .filter(outcome -> !outcome.held())
                                        .map(Outcome::threshold)
                                        .collect(Collectors.joining(", ")));
    }
}
