package io.lblab.ui.model;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.distribution.archive.StoredRun;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackState;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The run of traffic: the one under way, or the last one. Its figures are counted off the JavaFX
/// thread and fetched as one snapshot per tick.
public final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /// Ticks that nginx's log may come in after the last answer.
    private static final int LOG_PATIENCE = 30;

    private final TrafficEngine engine;
    private final ActiveStack stack;
    private final LiveNginx nginx;
    private final Tasks tasks;
    private final RateMeter meter = new RateMeter();
    private final ReadOnlyObjectWrapper<@Nullable RunFigures> figures =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final StringProperty problem = new SimpleStringProperty("");
    private final RunHistory history = new RunHistory();
    private final RunArchive archive;
    private @Nullable Current current;
    private LiveRates rates = LiveRates.NONE;
    private boolean starting;
    private boolean fetching;
    private int number;

    /// The run that ticks look at.
    ///
    /// @param toStore whether the archive has a place for it
    private record Current(
            int number,
            boolean toStore,
            RunUnderWay underWay,
            Consumer<Optional<RunFigures>> over) {

        TrafficRun run() {
            return underWay.run();
        }
    }

    /// @param archive where runs are stored once they are over
    public Runs(
            TrafficEngine engine,
            RunArchive archive,
            ActiveStack stack,
            LiveNginx nginx,
            Tasks tasks,
            Texts texts) {
        this.engine = engine;
        this.archive = archive;
        this.stack = stack;
        this.nginx = nginx;
        this.tasks = tasks;
        RunMarkers markers = new RunMarkers(texts, this::mark);
        stack.onEvent(markers::heard);
        nginx.liveProperty().subscribe((before, now) -> markers.configured(before, now));
        stack.stateProperty()
                .subscribe(now -> {
                    if (now == StackState.STOPPING) {
                        stop();
                    }
                });
    }

    /// Starts a run against the stack's nginx.
    ///
    /// @param plan made from the site, because it names nginx's entry
    /// @param bounds what it is held to
    public void fire(Function<NginxSite, TrafficPlan> plan, List<Threshold> bounds) {
        fire(plan, bounds, _ -> {});
    }

    /// The same, for somebody who waits for its end.
    ///
    /// @param over called once nginx's log and the instances were asked; with nothing when the run
    ///   could not begin
    void fire(
            Function<NginxSite, TrafficPlan> plan,
            List<Threshold> bounds,
            Consumer<Optional<RunFigures>> over) {
        if (starting || running.get()) {
            over.accept(Optional.empty());
            return;
        }
        starting = true;
        problem.set("");
        int next = number + 1;
        tasks.call(() -> start(next, plan, bounds, over))
                .onSuccess(started -> {
                    starting = false;
                    concludeTheLast();
                    number = started.number();
                    current = started;
                    meter.reset();
                    running.set(true);
                    tick();
                })
                .onError(failure -> {
                    starting = false;
                    problem.set(Problems.sentence(failure));
                    over.accept(Optional.empty());
                })
                .start();
    }

    /// Ends the run at once; its figures stay.
    public void stop() {
        Current now = current;
        if (now != null) {
            now.run().stop();
        }
    }

    /// To be called 10 times a second.
    public void tick() {
        Current now = current;
        if (now == null || fetching) {
            return;
        }
        fetching = true;
        LiveConfig live = nginx.live();
        LiveConfig last = live == null ? now.underWay().live() : live;
        tasks.call(() -> now.underWay().figures(now.number(), last))
                .onSuccess(fetched -> {
                    fetching = false;
                    show(now, fetched);
                })
                .onError(failure -> {
                    fetching = false;
                    problem.set(Problems.sentence(failure));
                })
                .start();
    }

    /// Notes a moment in the chart of the run under way.
    public void mark(String text) {
        Current now = current;
        if (now != null && running.get()) {
            now.underWay().recorder().mark(text);
        }
    }

    /// The figures of the run under way or the last one; null before the first.
    public ReadOnlyObjectProperty<@Nullable RunFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    public @Nullable RunFigures figures() {
        return figures.get();
    }

    /// Reads what is stored, so that the history lists it.
    public void listStored() {
        tasks.call(archive::list)
                .onSuccess(history::stored)
                .onError(failure -> problem.set(Problems.sentence(failure)))
                .start();
    }

    /// Reads a stored run.
    ///
    /// @param then called when the history has it
    public void load(int stored, Runnable then) {
        tasks.call(() -> RunFigures.ofStored(stored, archive.read(stored)))
                .onSuccess(read -> {
                    history.loaded(read);
                    then.run();
                })
                .onError(failure -> problem.set(Problems.sentence(failure)))
                .start();
    }

    /// The last runs of this window.
    public RunHistory history() {
        return history;
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    public LiveRates rates() {
        return rates;
    }

    public StringProperty problemProperty() {
        return problem;
    }

    private Current start(
            int next,
            Function<NginxSite, TrafficPlan> plan,
            List<Threshold> bounds,
            Consumer<Optional<RunFigures>> over)
            throws Exception {
        NginxHost host = stack.nginx();
        RunUnderWay begun =
                RunUnderWay.start(
                        engine,
                        plan.apply(host.site()),
                        bounds,
                        host,
                        stack.current().kind().title());
        int place = reserved();
        return new Current(place == 0 ? next : place, place > 0, begun, over);
    }

    /// The run's number in the archive; 0 where there is no place.
    private int reserved() {
        try {
            return archive.reserve();
        } catch (ReportException e) {
            LOG.warn("Runs can't be stored", e);
            return 0;
        }
    }

    private void show(Current of, RunFigures fetched) {
        if (!of.equals(current)) {
            return;
        }
        history.keep(fetched);
        figures.set(fetched);
        rates = meter.measure(fetched);
        running.set(fetched.running());
        if (!fetched.running() && meter.ticksSinceEnd() > patience(fetched.snapshot(), fetched)) {
            current = null;
            conclude(of, fetched);
        }
    }

    /// The next run begins before the log of the last one was waited for.
    private void concludeTheLast() {
        Current last = current;
        RunFigures seen = figures.get();
        if (last != null && seen != null && seen.number() == last.number()) {
            conclude(last, seen);
        }
    }

    /// Asks the instances what they counted, shows that, and stores the run.
    private void conclude(Current of, RunFigures last) {
        tasks.call(
                        () -> {
                            of.underWay().logSubscription().close();
                            RunFigures whole = of.underWay().withShop(last);
                            if (of.toStore()) {
                                archive.store(of.number(), whole.report());
                            }
                            return new Concluded(whole, archive.list());
                        })
                .onSuccess(concluded -> {
                    history.keep(concluded.run());
                    if (last.equals(figures.get())) {
                        figures.set(concluded.run());
                    }
                    history.stored(concluded.stored());
                    of.over().accept(Optional.of(concluded.run()));
                })
                .onError(failure -> {
                    problem.set(Problems.sentence(failure));
                    of.over().accept(Optional.of(last));
                })
                .start();
    }

    private record Concluded(RunFigures run, List<StoredRun> stored) {}

    /// nginx writes its log after the answer: a little time is given until both agree.
    private static int patience(DistributionSnapshot snapshot, RunFigures fetched) {
        return fetched.nginxLog().covers(snapshot) ? 3 : LOG_PATIENCE;
    }
}
