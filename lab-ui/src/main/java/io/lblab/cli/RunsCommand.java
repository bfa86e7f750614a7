package io.lblab.cli;

import io.lblab.distribution.ReportException;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.distribution.archive.StoredRun;
import io.lblab.distribution.report.JsonExport;
import io.lblab.distribution.report.RunExport;
import io.lblab.distribution.report.RunReport;
import io.lblab.nginx.NginxException;
import io.lblab.stack.StackException;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.engines.EngineChoice;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "runs",
        description =
                "The runs fired before, from the window and from here: lists, shows, compares and exports them, and fires one"
                        + " again.")
final class RunsCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    /// What can be done with runs.
    enum Action {
        list,
        show,
        compare,
        export,
        again
    }

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            defaultValue = "list",
            description =
                    "list; show N: who answered; compare N M: two side by side; export N [M…]: chart, report, JSON, CSV and"
                            + " HdrHistogram log; again N: fire its plan at the stack as it is now.")
    private Action action = Action.list;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "N", description = "Runs.")
    private List<String> named = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            description = "With export: where to write.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    RunsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call()
            throws ReportException, StackException, NginxException, InterruptedException {
        List<Integer> numbers = numbers();
        switch (action) {
            case list -> {
                if (!numbers.isEmpty()) {
                    throw new InvalidPlanException(
                            "lab runs lists them all. One of them: lab runs show "
                                    + numbers.getFirst());
                }
                RunArchive.Stored stored = context.runs().stored();
                list(stored.list());
                stored.damaged()
                        .forEach(place ->
                                context.terminal()
                                        .note(
                                                place
                                                        + " holds no run that can be read: it is damaged. Delete"
                                                        + " it."));
            }
            case show -> show(context.runs().read(only(numbers)));
            case compare -> compare(numbers);
            case export -> export(numbers);
            case again -> {
                return again(context.runs().read(only(numbers)));
            }
        }
        return ExitCodes.OK;
    }

    private void list(List<StoredRun> runs) {
        if (json) {
            context.terminal().printJson(runs);
            return;
        }
        if (runs.isEmpty()) {
            context.terminal().print("No run is stored yet. Fire one with: lab fire");
            return;
        }
        for (StoredRun run : runs) {
            context.terminal()
                    .print(
                            String.format(
                                    Locale.ROOT,
                                    "%4d  %s  %-16s %-12s %,9d requests  %s  p99 %s ms  %s%s",
                                    run.number(),
                                    TIME.format(run.startedAt()),
                                    run.plan(),
                                    run.strategy(),
                                    run.total(),
                                    shares(run.answered()),
                                    Terminal.figure(run.p99Millis()),
                                    run.verdict().replace('_', ' '),
                                    run.errors() == 0
                                            ? ""
                                            : String.format(
                                                    Locale.ROOT, ", %,d failed", run.errors())));
        }
    }

    private static String shares(Map<String, Long> answered) {
        return answered.entrySet().stream()
                .map(entry ->
                        String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private void show(RunReport run) {
        if (json) {
            context.terminal().printJson(new JsonExport().toJson(run));
            return;
        }
        Terminal terminal = context.terminal();
        terminal.print(
                run.title()
                        + ", "
                        + TIME.format(run.startedAt())
                        + ", "
                        + run.stack()
                        + ", generation "
                        + run.generation()
                        + ", "
                        + run.upstream().strategy().id());
        Firing.print(terminal, run);
        GeneratorText.lateness(terminal, run.plan(), run.run());
        BoundText.print(terminal, run.outcomes());
    }

    private void compare(List<Integer> numbers) throws ReportException {
        if (numbers.size() != 2) {
            throw new InvalidPlanException("Name two runs: lab runs compare 3 4");
        }
        ComparedRuns both =
                new ComparedRuns(
                        numbers,
                        context.runs().read(numbers.get(0)),
                        context.runs().read(numbers.get(1)));
        if (json) {
            context.terminal().printJson(both.report());
        } else {
            both.print(context.terminal());
        }
    }

    private void export(List<Integer> numbers) throws ReportException {
        if (numbers.isEmpty() || out == null || out.toString().isBlank()) {
            throw new InvalidPlanException(
                    "Name the runs and where to write them: lab runs export 3 4 --out report");
        }
        List<RunReport> reports = new ArrayList<>();
        for (int number : numbers) {
            reports.add(context.runs().read(number));
        }
        String title =
                numbers.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "Runs ", ""));
        new RunExport().write(title, reports, out);
        context.terminal().print("Written: " + out.toAbsolutePath());
    }

    private int again(RunReport before)
            throws StackException, NginxException, InterruptedException {
        try (EndedEarly early = new EndedEarly(context.terminal())) {
            Firing firing = new Firing(context, context.running(stack.kind()), early::by);
            TrafficPlan plan = firing.again(before.plan());
            FiredRun fired = FiredRun.of(firing, plan, EngineChoice.of(plan), before.thresholds());
            fired.print(context.terminal(), json);
            return fired.exitCode();
        }
    }

    private int only(List<Integer> numbers) {
        if (numbers.size() != 1) {
            throw new InvalidPlanException("Name one run: lab runs " + action + " 3");
        }
        return numbers.getFirst();
    }

    private List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        for (String one : named) {
            try {
                numbers.add(Integer.valueOf(one));
            } catch (NumberFormatException e) {
                throw new InvalidPlanException(
                        "\"" + one + "\" is no number of a run: lab runs lists them.");
            }
        }
        return numbers;
    }
}
