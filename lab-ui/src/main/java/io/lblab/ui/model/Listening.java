package io.lblab.ui.model;

import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackState;
import io.lblab.traffic.listen.ListenPlan;
import io.lblab.traffic.listen.Listeners;
import io.lblab.ui.fx.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The window's listeners on the shop's event stream: those that listen now, or the last ones. They
/// are opened and closed off the JavaFX thread and looked at once per tick; runs of traffic go on
/// beside them.
public final class Listening {

    private final ActiveStack stack;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<@Nullable ListenFigures> figures =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper ending = new ReadOnlyBooleanWrapper();
    private final StringProperty problem = new SimpleStringProperty("");
    private @Nullable Current current;
    private boolean opening;
    private boolean fetching;

    private record Current(Listeners listeners, Map<String, String> servers, long startedAt) {

        ListenFigures figures() {
            return new ListenFigures(
                    listeners.snapshot(), servers, Duration.ofNanos(System.nanoTime() - startedAt));
        }

        /// Gives back what the probes took, then hangs up.
        ListenFigures end() {
            listeners.endProbing();
            ListenFigures last = figures();
            listeners.close();
            return last;
        }
    }

    public Listening(ActiveStack stack, Tasks tasks) {
        this.stack = stack;
        this.tasks = tasks;
        stack.stateProperty()
                .subscribe(now -> {
                    if (now == StackState.STOPPING) {
                        end();
                    }
                });
    }

    /// Opens them; whoever listened before must have ended.
    ///
    /// @param plan made from the site, because it names nginx's entry
    public void open(Function<NginxSite, ListenPlan> plan) {
        if (opening || underWay.get()) {
            return;
        }
        opening = true;
        problem.set("");
        tasks.call(() -> opened(plan))
                .onSuccess(opened -> {
                    opening = false;
                    current = opened;
                    underWay.set(true);
                    tick();
                })
                .onError(failure -> {
                    opening = false;
                    problem.set(Problems.sentence(failure));
                })
                .start();
    }

    private Current opened(Function<NginxSite, ListenPlan> plan) throws Exception {
        NginxSite site = stack.nginx().site();
        Map<String, String> servers = new TreeMap<>();
        site.instanceIds().forEach((server, id) -> servers.put(id, server));
        return new Current(Listeners.open(plan.apply(site)), servers, System.nanoTime());
    }

    /// Ends them; their last figures stay. Takes as long as the last probe, at most a few seconds.
    public void end() {
        Current now = current;
        if (now == null || ending.get()) {
            return;
        }
        ending.set(true);
        tasks.call(now::end)
                .onSuccess(last -> ended(now, last))
                .onError(failure -> {
                    ending.set(false);
                    problem.set(Problems.sentence(failure));
                })
                .start();
    }

    private void ended(Current who, ListenFigures last) {
        if (who.equals(current)) {
            current = null;
        }
        figures.set(last);
        ending.set(false);
        underWay.set(false);
    }

    /// Ends them and waits for it: for the end of the window.
    public void close() {
        Current now = current;
        if (now != null) {
            current = null;
            now.listeners().close();
        }
    }

    /// To be called 10 times a second.
    public void tick() {
        Current now = current;
        if (now == null || fetching || ending.get()) {
            return;
        }
        fetching = true;
        tasks.call(now::figures)
                .onSuccess(fetched -> {
                    fetching = false;
                    if (now.equals(current) && !ending.get()) {
                        figures.set(fetched);
                    }
                })
                .onError(failure -> {
                    fetching = false;
                    problem.set(Problems.sentence(failure));
                })
                .start();
    }

    /// Null before the first.
    public ReadOnlyObjectProperty<@Nullable ListenFigures> figuresProperty() {
        return figures.getReadOnlyProperty();
    }

    /// Whether somebody listens, also while they are being ended.
    public ReadOnlyBooleanProperty underWayProperty() {
        return underWay.getReadOnlyProperty();
    }

    /// Whether they are being ended.
    public ReadOnlyBooleanProperty endingProperty() {
        return ending.getReadOnlyProperty();
    }

    public StringProperty problemProperty() {
        return problem;
    }
}
