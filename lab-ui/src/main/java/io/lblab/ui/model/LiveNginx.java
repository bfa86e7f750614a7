package io.lblab.ui.model;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ApplyStep;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.Capabilities;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.Generation;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxConfigRenderer;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxSite;
import io.lblab.nginx.SlowStarter;
import io.lblab.stack.StackException;
import io.lblab.ui.fx.Tasks;
import io.lblab.upstream.SlowStart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The configuration nginx runs, looked at once a second, and the way to change it.
public final class LiveNginx {

    /// Ticks (10 a second) between two looks.
    private static final int LOOK_EVERY = 10;

    private final ActiveStack stack;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<@Nullable LiveConfig> live = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper applying = new ReadOnlyBooleanWrapper();
    private final ObservableList<Generation> generations = FXCollections.observableArrayList();
    private final ObservableList<ApplyStep> steps = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable ApplyResult> result =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Rising> rising = new ReadOnlyObjectWrapper<>();
    private final StringProperty problem = new SimpleStringProperty("");
    private volatile @Nullable Seen seen;
    private String unreadable = "";
    private boolean looking;
    private int ticks;

    /// What was read together.
    private record Seen(
            LiveConfig live,
            List<Generation> generations,
            NginxSite site,
            Optional<Capabilities> capabilities) {}

    public LiveNginx(ActiveStack stack, Tasks tasks) {
        this.stack = stack;
        this.tasks = tasks;
        stack.stateProperty().subscribe(_ -> look());
    }

    /// To be called 10 times a second.
    public void tick() {
        ticks++;
        if (ticks % LOOK_EVERY == 0) {
            look();
        }
    }

    /// What this nginx can do; empty while none answers, or when it can't be asked.
    public Optional<Capabilities> capabilities() {
        Seen known = seen;
        return known == null ? Optional.empty() : known.capabilities();
    }

    /// The lines that an apply would write.
    ///
    /// @throws NginxException when they can't be written for this stack
    public String preview(Balancing wanted) throws NginxException {
        Seen known = seen;
        if (known == null) {
            return "";
        }
        return NginxConfigRenderer.preview(known.site(), wanted);
    }

    /// Applies it; the steps come into [#steps()] while they run.
    ///
    /// @param then called with how it ended, unless it failed with [#problemProperty()]
    public void apply(Balancing wanted, Consumer<ApplyResult> then) {
        start(applier -> applier.apply(wanted, this::heard), then);
    }

    /// Applies it over what was edited by hand.
    public void overwrite(Balancing wanted, Consumer<ApplyResult> then) {
        start(applier -> applier.overwrite(wanted, this::heard), then);
    }

    /// Makes what was edited by hand a generation.
    public void takeOver(Consumer<ApplyResult> then) {
        start(applier -> applier.takeOver(this::heard), then);
    }

    /// Applies an older generation again.
    public void bringBack(int generation, Consumer<ApplyResult> then) {
        start(applier -> applier.bringBack(generation, this::heard), then);
    }

    /// Hands over the lab's lines of an older generation, see [LiveConfig#text()], once they are
    /// read.
    public void text(int generation, Consumer<String> then) {
        tasks.call(() ->
                        new ConfigApplier(stack.nginx()).history().config(generation).live().text())
                .onSuccess(then)
                .onError(failure -> problem.set(Problems.sentence(failure)))
                .start();
    }

    /// Lets the share of a server rise in steps to what its live weight gives it.
    ///
    /// @param over from the least weight to the whole one
    public void slowStart(String server, Duration over) {
        if (applying.get() || rising.get() != null) {
            return;
        }
        problem.set("");
        tasks.call(
                        () -> {
                            ConfigApplier applier = new ConfigApplier(stack.nginx());
                            SlowStart plan = SlowStart.of(applier.live().upstream(), server, over);
                            SlowStarter starter = new SlowStarter(applier, plan);
                            return starter.run(step ->
                                    tasks.onFx(
                                            () -> rising.set(new Rising(server, step, starter))));
                        })
                .onSuccess(ended -> {
                    rising.set(null);
                    switch (ended) {
                        case ApplyResult.Refused refused -> problem.set(refused.reason());
                        case ApplyResult.Edited edited -> problem.set(edited.reason());
                        case ApplyResult.Applied _ -> look();
                    }
                })
                .onError(failure -> {
                    rising.set(null);
                    problem.set(Problems.sentence(failure));
                })
                .start();
    }

    /// The slow start under way; null without one.
    public ReadOnlyObjectProperty<@Nullable Rising> risingProperty() {
        return rising.getReadOnlyProperty();
    }

    /// A slow start under way.
    public record Rising(String server, SlowStarter.Step step, SlowStarter starter) {}

    private interface Change {
        ApplyResult by(ConfigApplier applier) throws NginxException, InterruptedException;
    }

    private void start(Change change, Consumer<ApplyResult> then) {
        if (applying.get()) {
            return;
        }
        applying.set(true);
        problem.set("");
        result.set(null);
        steps.clear();
        tasks.call(() -> change.by(new ConfigApplier(stack.nginx())))
                .onSuccess(ended -> {
                    applying.set(false);
                    result.set(ended);
                    if (ended instanceof ApplyResult.Refused refused) {
                        problem.set(refused.reason());
                    }
                    look();
                    then.accept(ended);
                })
                .onError(failure -> {
                    applying.set(false);
                    problem.set(Problems.sentence(failure));
                    look();
                })
                .start();
    }

    /// Every generation that was live, newest first.
    public ObservableList<Generation> generations() {
        return generations;
    }

    public @Nullable LiveConfig live() {
        return live.get();
    }

    /// Null while no nginx of the lab answers.
    public ReadOnlyObjectProperty<@Nullable LiveConfig> liveProperty() {
        return live.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty applyingProperty() {
        return applying.getReadOnlyProperty();
    }

    /// The steps of the last apply, each in its latest state.
    public ObservableList<ApplyStep> steps() {
        return steps;
    }

    /// How the last apply ended; null before the first and while one runs.
    public ReadOnlyObjectProperty<@Nullable ApplyResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// What went wrong last, in a sentence; empty when nothing did.
    public StringProperty problemProperty() {
        return problem;
    }

    private void look() {
        if (!stack.isRunning()) {
            seen = null;
            live.set(null);
            generations.clear();
            steps.clear();
            result.set(null);
            return;
        }
        if (looking) {
            return;
        }
        looking = true;
        tasks.call(this::read)
                .onSuccess(now -> {
                    looking = false;
                    if (!unreadable.isEmpty() && problem.get().equals(unreadable)) {
                        problem.set("");
                    }
                    unreadable = "";
                    seen = now;
                    if (!generations.equals(now.generations())) {
                        generations.setAll(now.generations());
                    }
                    live.set(now.live());
                })
                .onError(failure -> {
                    looking = false;
                    if (stack.isRunning() && !applying.get()) {
                        unreadable = Problems.sentence(failure);
                        problem.set(unreadable);
                    }
                })
                .start();
    }

    private Seen read() throws StackException, NginxException, IOException, InterruptedException {
        NginxHost host = stack.nginx();
        ConfigApplier applier = new ConfigApplier(host);
        LiveConfig now = applier.live();
        Seen before = seen;
        return new Seen(
                now,
                applier.history().generations(),
                host.site(),
                before == null ? host.capabilities() : before.capabilities());
    }

    private void heard(ApplyStep step) {
        tasks.onFx(() -> {
            for (int i = 0; i < steps.size(); i++) {
                if (steps.get(i).kind() == step.kind()) {
                    steps.set(i, step);
                    return;
                }
            }
            steps.add(step);
        });
    }
}
