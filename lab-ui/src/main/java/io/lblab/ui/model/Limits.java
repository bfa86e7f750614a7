package io.lblab.ui.model;

import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.limit.LimitSearch;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackState;
import io.lblab.traffic.TrafficPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// The window's search for the limit: the one under way or the last one. Every rate is a run like
/// any other, seen, charted and stored by [Runs].
public final class Limits {

    private final Runs runs;
    private final ReadOnlyObjectWrapper<@Nullable LimitFigures> figures =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
    private @Nullable Current current;

    private record Current(
            LimitPlan limit,
            Function<NginxSite, TrafficPlan> plan,
            LimitSearch search,
            List<Step> steps) {

        LimitFigures figures(OptionalDouble trying) {
            boolean over = search.next().isEmpty();
            return new LimitFigures(
                    limit, steps, trying, over ? Optional.of(search.result()) : Optional.empty());
        }
    }

    public Limits(Runs runs, ActiveStack stack) {
        this.runs = runs;
        stack.stateProperty()
                .subscribe(now -> {
                    if (now == StackState.STOPPING) {
                        stop();
                    }
                });
    }

    /// Begins a search.
    ///
    /// @param plan what is fired at every rate; its own load does not count
    public void search(LimitPlan limit, Function<NginxSite, TrafficPlan> plan) {
        if (underWay.get() || runs.runningProperty().get()) {
            return;
        }
        Current begun = new Current(limit, plan, new LimitSearch(limit), new ArrayList<>());
        current = begun;
        underWay.set(true);
        fireNext(begun);
    }

    /// Ends it, and its run, at once; the runs that were over stay.
    public void stop() {
        Current now = current;
        if (now != null) {
            end(now);
            runs.stop();
        }
    }

    /// Null before the first.
    public ReadOnlyObjectProperty<@Nullable LimitFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty underWayProperty() {
        return underWay.getReadOnlyProperty();
    }

    private void fireNext(Current of) {
        OptionalDouble rate = of.search().next();
        if (rate.isEmpty()) {
            end(of);
            return;
        }
        figures.set(of.figures(rate));
        runs.fire(
                site -> of.plan().apply(site).under(of.limit().load(rate.getAsDouble())),
                of.limit().bounds(),
                over -> {
                    if (of.equals(current)) {
                        over.ifPresentOrElse(run -> take(of, run), () -> end(of));
                    }
                });
    }

    private void take(Current of, RunFigures run) {
        if (run.report().cancelled() > 0) {
            end(of); // stopped before its time was over
            return;
        }
        of.steps().add(of.search().took(run.snapshot()));
        fireNext(of);
    }

    private void end(Current which) {
        current = null;
        which.search().stop();
        figures.set(which.figures(OptionalDouble.empty()));
        underWay.set(false);
    }
}
