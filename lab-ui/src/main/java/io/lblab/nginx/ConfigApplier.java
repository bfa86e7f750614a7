package io.lblab.nginx;

import io.lblab.nginx.ApplyStep.Kind;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Brings an upstream live in a running nginx: render, `nginx -t` on the candidate, atomic swap,
/// reload, confirmed by nginx's own word; else everything is put back.
///
/// Whenever the lab is killed, nginx.conf is a configuration that loads, and the next apply notices
/// what was left unfinished. Two applies never run at once, in one process or in two. Blocking.
public final class ConfigApplier {

    private static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);

    private final NginxHost host;
    private final ConfigFiles files;
    private final ConfigHistory history;
    private final GenerationProbe probe;
    private final LiveCheck liveCheck;

    public ConfigApplier(NginxHost host) {
        this(host, CONFIRM_PATIENCE);
    }

    ConfigApplier(NginxHost host, Duration confirmPatience) {
        this.host = host;
        this.files = new ConfigFiles(host.configFile());
        this.history = new ConfigHistory(host.configFile());
        this.probe = new GenerationProbe(host.site().entry());
        this.liveCheck = new LiveCheck(host, probe, confirmPatience);
    }

    /// What nginx runs now: what it answers itself decides between the file and the one before it.
    ///
    /// @throws NginxException when nginx.conf can't be read, or nginx runs none that the lab knows
    public LiveConfig live() throws NginxException {
        try {
            RunningConfig running = running();
            return running.config().live().edited(running.edit());
        } catch (IOException e) {
            throw new NginxException("nginx's configuration can't be read: " + e.getMessage(), e);
        }
    }

    /// Every generation that was live.
    public ConfigHistory history() {
        return history;
    }

    /// Applies; see the class. Each step is reported when it begins and when it ends. What somebody
    /// changed by hand outside the lab's part of nginx.conf stays; inside it, nothing is done.
    ///
    /// @throws NginxException when nginx.conf can't be read or written, or another lab is applying
    /// @throws IllegalArgumentException when the upstream names a server that this stack lacks
    public ApplyResult apply(Balancing wanted, Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        return locked(steps, report -> unlessEdited(report, Origin.APPLIED, _ -> wanted));
    }

    /// Applies an upstream; the number of workers stays.
    public ApplyResult apply(Upstream upstream, Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        return apply(upstream, Origin.APPLIED, steps);
    }

    /// Applies for another reason than a person's wish.
    ApplyResult apply(Upstream upstream, Origin origin, Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        return locked(
                steps, report -> unlessEdited(report, origin, now -> now.withUpstream(upstream)));
    }

    /// Applies like [#apply], and overwrites what somebody changed by hand in the lab's part. The
    /// file as it was is kept as `nginx.conf.edited`.
    public ApplyResult overwrite(Balancing wanted, Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        return locked(steps, report -> new Change(running(), report, Origin.APPLIED).to(wanted));
    }

    /// Applies the upstream and the workers of an older generation again, as a new one.
    ///
    /// @throws NginxException also when the history has no such generation
    public ApplyResult bringBack(int generation, Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        Balancing wanted = history.config(generation).balancing();
        return locked(steps, report -> unlessEdited(report, Origin.BROUGHT_BACK, _ -> wanted));
    }

    /// Makes what somebody wrote by hand a generation of its own: tested, loaded and confirmed like
    /// any other.
    ///
    /// @throws NginxException also when nothing was edited, or the lab can't read it
    public ApplyResult takeOver(Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        return locked(
                steps,
                report -> {
                    NginxConfig found = NginxConfig.read(files.readLive());
                    RunningConfig now = running();
                    if (now.edit().isEmpty()) {
                        throw new NginxException(
                                "nginx.conf is as the lab wrote it: there is no edit to take over.");
                    }
                    return new Change(now, report, Origin.BY_HAND).to(found);
                });
    }

    private ApplyResult unlessEdited(
            StepReport report, Origin origin, UnaryOperator<Balancing> change)
            throws IOException, NginxException, InterruptedException {
        RunningConfig now = running();
        return isEdited(now)
                ? new ApplyResult.Edited(now.edit().orElseThrow())
                : new Change(now, report, origin).to(change.apply(now.config().balancing()));
    }

    private static boolean isEdited(RunningConfig now) {
        return now.edit().filter(HandEdit::ofUpstream).isPresent();
    }

    private interface Work {
        ApplyResult with(StepReport report)
                throws IOException, NginxException, InterruptedException;
    }

    private ApplyResult locked(Consumer<ApplyStep> steps, Work work)
            throws NginxException, InterruptedException {
        Optional<ProcessLock> lock = Optional.empty();
        try {
            lock = files.lock(LOCK_PATIENCE);
            if (lock.isEmpty()) {
                throw new NginxException(
                        "Another lab is applying a configuration: try again when it is done.");
            }
            return work.with(new StepReport(steps));
        } catch (IOException e) {
            throw new NginxException("The configuration can't be applied: " + e.getMessage(), e);
        } finally {
            close(lock);
        }
    }

    /// One apply, from rendering to its end.
    private final class Change {
        private final long started = System.nanoTime();
        private final RunningConfig now;
        private final NginxConfig before;
        private final StepReport report;
        private final Origin origin;

        Change(RunningConfig now, StepReport report, Origin origin) {
            this.now = now;
            this.before = now.config();
            this.report = report;
            this.origin = origin;
        }

        ApplyResult to(Balancing balancing)
                throws IOException, NginxException, InterruptedException {
            int generation = nextGeneration(before);
            var render = report.begin(Kind.RENDER, "render generation " + generation);
            String text = before.with(host.site(), balancing, generation);
            render.done(describe(balancing) + unfinished() + kept());
            return bringLive(NginxConfig.read(text));
        }

        /// A text that somebody wrote by hand.
        ApplyResult to(NginxConfig found) throws IOException, NginxException, InterruptedException {
            int generation = nextGeneration(before);
            var render = report.begin(Kind.RENDER, "number nginx.conf as generation " + generation);
            String text = found.numbered(generation);
            render.done(describe(found.balancing()) + unfinished());
            return bringLive(NginxConfig.read(text));
        }

        private ApplyResult bringLive(NginxConfig wanted)
                throws IOException, NginxException, InterruptedException {
            int generation = wanted.generation();
            if (history.text(before.generation()).isEmpty()) {
                history.keep(before, Origin.APPLIED); // a lab was killed before it could
            }
            String found = files.readLive();
            var comparing =
                    report.begin(Kind.DIFF, "compare with generation " + before.generation());
            files.writeCandidate(wanted.text());
            comparing.done(whatChanges(wanted));
            var forecasting = report.begin(Kind.FORECAST, EffectWords.COMMAND);
            forecasting.done(EffectWords.of(before.balancing(), wanted.balancing()));

            var testing = report.begin(Kind.TEST, "nginx -t");
            CommandResult test = host.test(files.candidate());
            if (!test.succeeded()) {
                String words = NginxWords.of(test.output(), files);
                testing.failed(test.command(), words);
                files.dropCandidate();
                return new ApplyResult.Refused(
                        before.generation(), lacking(wanted) + "nginx refuses it: " + words);
            }
            testing.done(test.command(), test.output().strip());

            var swap = report.begin(Kind.SWAP, "rename nginx.conf.candidate → nginx.conf");
            String aside = now.edit().isPresent() ? setAside(found) : "";
            files.swapIn(before.text(), generation);
            swap.done(
                    "generation "
                            + before.generation()
                            + " is kept as nginx.conf.previous"
                            + aside);

            Set<Long> oldWorkers = host.acceptingWorkers().orElse(Set.of());
            List<String> oldErrors = host.recentErrors();
            var reloading = report.begin(Kind.RELOAD, "nginx -s reload");
            CommandResult reload = host.reload();
            if (!reload.succeeded()) {
                String words = NginxWords.of(reload.output(), files);
                reloading.failed(reload.command(), words);
                return rollBack(before, "the reload failed: " + words, report);
            }
            reloading.done(reload.command(), reload.output().strip());

            var confirming = report.begin(Kind.CONFIRM, liveCheck.command());
            LiveCheck.Outcome outcome = liveCheck.await(generation, oldWorkers, oldErrors);
            if (!outcome.live()) {
                confirming.failed(liveCheck.command(), outcome.detail());
                return rollBack(before, outcome.detail(), report);
            }
            history.keep(wanted, origin);
            files.settled();
            confirming.done(outcome.detail());
            return new ApplyResult.Applied(
                    generation,
                    wanted.upstream(),
                    wanted.balancing().workers(),
                    Duration.ofNanos(System.nanoTime() - started));
        }

        private String whatChanges(NginxConfig wanted) {
            List<DiffLine> lines =
                    origin == Origin.BY_HAND
                            ? now.edit().map(HandEdit::lines).orElse(List.of())
                            : DiffLine.between(before.live().text(), wanted.live().text());
            return DiffLine.differ(lines)
                    ? DiffLine.text(lines, 0).stripTrailing()
                    : "no line of the lab's part differs";
        }

        /// Why nginx can't do it, when it is too old for it.
        private String lacking(NginxConfig wanted) throws IOException, InterruptedException {
            return host.capabilities()
                    .flatMap(can -> can.lacking(wanted.upstream()))
                    .map(why -> why + " ")
                    .orElse("");
        }

        private String describe(Balancing wanted) {
            return wanted.upstream().strategy().id()
                    + " over "
                    + wanted.upstream().servers().stream()
                            .map(ConfigApplier::describe)
                            .collect(Collectors.joining(", "))
                    + (wanted.workers().equals(before.balancing().workers())
                            ? ""
                            : "; workers " + wanted.workers());
        }

        private String unfinished() throws IOException {
            return files.readPending()
                    .map(unfinished ->
                            "; the apply of generation "
                                    + unfinished
                                    + " before it was interrupted")
                    .orElse("");
        }

        private String kept() {
            return now.edit().filter(edit -> !edit.ofUpstream()).isPresent()
                    ? "; what was edited by hand outside the lab's part stays"
                    : "";
        }

        private String setAside(String found) throws IOException {
            return origin == Origin.BY_HAND
                    ? ""
                    : ", the file as it was edited as " + files.setAside(found);
        }
    }

    private ApplyResult rollBack(NginxConfig before, String reason, StepReport report)
            throws IOException, InterruptedException {
        int generation = before.generation();
        var back = report.begin(Kind.ROLL_BACK, "bring back generation " + generation);
        files.swapBack(before.text());
        Set<Long> replaced = host.acceptingWorkers().orElse(Set.of());
        CommandResult reload = host.reload();
        LiveCheck.Outcome outcome =
                reload.succeeded()
                        ? liveCheck.await(generation, replaced, host.recentErrors())
                        : new LiveCheck.Outcome(false, NginxWords.of(reload.output(), files));
        if (outcome.live()) {
            files.settled();
            back.done(reload.command(), "generation " + generation + " is live as before");
        } else {
            back.failed(reload.command(), outcome.detail());
        }
        return new ApplyResult.Refused(
                generation, "Generation " + generation + " stays live, because " + reason);
    }

    private RunningConfig running() throws IOException, NginxException {
        return RunningConfig.find(askGeneration(), files, history);
    }

    private int askGeneration() throws NginxException {
        try {
            return probe.ask();
        } catch (IOException e) {
            throw new NginxException(
                    "nginx does not answer at "
                            + host.site().entry()
                            + " ("
                            + e.getMessage()
                            + "): start the service nginx first.",
                    e);
        }
    }

    /// One that no file carries yet, so that an answer can't be mistaken.
    private int nextGeneration(NginxConfig before) throws IOException {
        int inFile = NginxConfig.generation(files.readLive()).orElse(0);
        int pending = files.readPending().map(Integer::parseInt).orElse(0);
        return Math.max(Math.max(before.generation(), inFile), pending) + 1;
    }

    private static String describe(Server server) {
        return server.name()
                + " weight "
                + server.weight()
                + (server.mode() == Server.Mode.UP
                        ? ""
                        : " " + server.mode().name().toLowerCase(Locale.ROOT));
    }

    private static void close(Optional<ProcessLock> lock) throws NginxException {
        if (lock.isPresent()) {
            try {
                lock.get().close();
            } catch (IOException e) {
                throw new NginxException("The lock can't be let go: " + e.getMessage(), e);
            }
        }
    }
}
