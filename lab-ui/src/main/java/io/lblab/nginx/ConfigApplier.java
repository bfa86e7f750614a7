package io.lblab.nginx;

import io.lblab.nginx.ApplyStep.Kind;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private final GenerationProbe probe;
    private final LiveCheck liveCheck;

    public ConfigApplier(NginxHost host) {
        this(host, CONFIRM_PATIENCE);
    }

    ConfigApplier(NginxHost host, Duration confirmPatience) {
        this.host = host;
        this.files = new ConfigFiles(host.configFile());
        this.probe = new GenerationProbe(host.site().entry());
        this.liveCheck = new LiveCheck(host, probe, confirmPatience);
    }

    /// What nginx runs now: what it answers itself decides between the file and the one before it.
    ///
    /// @throws NginxException when nginx.conf can't be read, or nginx runs none that the lab knows
    public LiveConfig live() throws NginxException {
        try {
            return running().live();
        } catch (IOException e) {
            throw new NginxException("nginx's configuration can't be read: " + e.getMessage(), e);
        }
    }

    /// Applies; see the class. Each step is reported when it begins and when it ends.
    ///
    /// @throws NginxException when nginx.conf can't be read or written, or another lab is applying
    /// @throws IllegalArgumentException when the upstream names a server that this stack lacks
    public ApplyResult apply(Upstream upstream, Consumer<ApplyStep> steps)
            throws NginxException, InterruptedException {
        long started = System.nanoTime();
        Optional<ProcessLock> lock = Optional.empty();
        try {
            lock = files.lock(LOCK_PATIENCE);
            if (lock.isEmpty()) {
                throw new NginxException(
                        "Another lab is applying a configuration: try again when it is done.");
            }
            return applyLocked(upstream, new StepReport(steps), started);
        } catch (IOException e) {
            throw new NginxException("The configuration can't be applied: " + e.getMessage(), e);
        } finally {
            close(lock);
        }
    }

    private ApplyResult applyLocked(Upstream upstream, StepReport report, long started)
            throws IOException, NginxException, InterruptedException {
        NginxConfig before = running();
        int generation = nextGeneration(before);
        var render = report.begin(Kind.RENDER, "render generation " + generation);
        files.writeCandidate(before.with(host.site(), upstream, generation));
        String noticed =
                files.readPending()
                        .map(unfinished ->
                                "; the apply of generation "
                                        + unfinished
                                        + " before it was interrupted")
                        .orElse("");
        render.done(describe(upstream) + noticed);

        var testing = report.begin(Kind.TEST, "nginx -t");
        CommandResult test = host.test(files.candidate());
        if (!test.succeeded()) {
            String words = NginxWords.of(test.output(), files);
            testing.failed(test.command(), words);
            files.dropCandidate();
            return new ApplyResult.Refused(before.generation(), "nginx refuses it: " + words);
        }
        testing.done(test.command(), test.output().strip());

        var swap = report.begin(Kind.SWAP, "rename nginx.conf.candidate → nginx.conf");
        files.swapIn(before.text(), generation);
        swap.done("generation " + before.generation() + " is kept as nginx.conf.previous");

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
        files.settled();
        confirming.done(outcome.detail());
        return new ApplyResult.Applied(
                generation, upstream, Duration.ofNanos(System.nanoTime() - started));
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

    /// The configuration that nginx runs. After an apply that was killed before its reload, that is
    /// the previous file, not the live one.
    private NginxConfig running() throws IOException, NginxException {
        int answered = askGeneration();
        NginxConfig config = NginxConfig.read(files.readLive());
        if (config.generation() == answered) {
            return config;
        }
        Optional<String> previous = files.readPrevious();
        if (previous.isPresent()) {
            NginxConfig older = NginxConfig.read(previous.get());
            if (older.generation() == answered) {
                return older;
            }
        }
        throw new NginxException(
                "nginx runs generation "
                        + answered
                        + ", which is not the one in nginx.conf ("
                        + config.generation()
                        + "): restart the service nginx to have it load the file.");
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
    private int nextGeneration(NginxConfig before) throws IOException, NginxException {
        int inFile = NginxConfig.read(files.readLive()).generation();
        int pending = files.readPending().map(Integer::parseInt).orElse(0);
        return Math.max(Math.max(before.generation(), inFile), pending) + 1;
    }

    private static String describe(Upstream upstream) {
        return upstream.strategy().id()
                + " over "
                + upstream.servers().stream()
                        .map(ConfigApplier::describe)
                        .collect(Collectors.joining(", "));
    }

    private static String describe(Server server) {
        return server.name() + " weight " + server.weight();
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
