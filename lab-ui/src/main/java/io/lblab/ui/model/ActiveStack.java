package io.lblab.ui.model;

import io.lblab.nginx.NginxHost;
import io.lblab.stack.Progress;
import io.lblab.stack.Service;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.Stack;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.stack.Stacks;
import io.lblab.ui.fx.Tasks;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/// The stack the window works with. Its properties are kept on the JavaFX thread; the truth is the
/// system, which is asked again about once a second and whenever the stack reports an event.
public final class ActiveStack implements AutoCloseable {

    /// Ticks (10 a second) between two looks at the system.
    private static final int LOOK_EVERY = 10;

    private final Stacks stacks;
    private final Tasks tasks;
    private final List<NginxHost.Subscription> events;
    private final List<Consumer<StackEvent>> listeners = new CopyOnWriteArrayList<>();
    private final ObjectProperty<StackKind> kind;
    private final ReadOnlyObjectWrapper<StackState> state =
            new ReadOnlyObjectWrapper<>(StackState.STOPPED);
    private final ReadOnlyObjectWrapper<@Nullable Duration> startTook =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ShopChoices> shop = new ReadOnlyObjectWrapper<>();
    private final ObservableList<Service> services = FXCollections.observableArrayList();
    private final ObservableList<Progress> progress = FXCollections.observableArrayList();
    private final ObservableSet<String> busy = FXCollections.observableSet();
    private final StringProperty problem = new SimpleStringProperty("");
    private boolean changing;
    private boolean looking;
    private int ticks;

    public ActiveStack(Stacks stacks, Tasks tasks) {
        this.stacks = stacks;
        this.tasks = tasks;
        kind = new SimpleObjectProperty<>(stacks.all().getFirst().kind());
        events = stacks.all().stream().map(s -> s.onEvent(e -> heard(s, e))).toList();
    }

    /// For each kind that can't run on this machine, why, with what mends it. Blocks.
    public Map<StackKind, String> missing() {
        Map<StackKind, String> missing = new EnumMap<>(StackKind.class);
        for (Stack each : stacks.all()) {
            each.unavailable().ifPresent(why -> missing.put(each.kind(), why));
        }
        return missing;
    }

    /// Takes over a stack that runs already, whoever started it.
    ///
    /// @param then called with whether there was one
    public void adopt(Consumer<Boolean> then) {
        tasks.call(stacks::running)
                .onSuccess(running -> {
                    running.ifPresent(found -> kind.set(found.kind()));
                    look();
                    then.accept(running.isPresent());
                })
                .onError(this::show)
                .start();
    }

    public void start(StackOptions options) {
        if (changing || state.get() != StackState.STOPPED) {
            return;
        }
        begin(StackState.STARTING);
        Stack stack = current();
        tasks.call(() -> stack.start(options, this::heard))
                .onSuccess(took -> {
                    startTook.set(took);
                    end(StackState.RUNNING);
                })
                .onError(failure -> {
                    show(failure);
                    end(StackState.STOPPED);
                })
                .start();
    }

    /// Stops everything.
    ///
    /// @param then called when the stack has stopped
    public void stop(Runnable then) {
        if (changing) {
            return;
        }
        begin(StackState.STOPPING);
        Stack stack = current();
        tasks.call(
                        () -> {
                            stack.stop(this::heard);
                            return StackState.STOPPED;
                        })
                .onSuccess(stopped -> {
                    services.clear();
                    startTook.set(null);
                    end(stopped);
                    then.run();
                })
                .onError(failure -> {
                    show(failure);
                    end(StackState.RUNNING);
                })
                .start();
    }

    /// Does one thing to one service; a failure stands in [#problemProperty()].
    public void run(ServiceCommand command, String service) {
        if (!busy.add(service)) {
            return;
        }
        Stack stack = current();
        tasks.call(
                        () -> {
                            command.run(stack, service);
                            return service;
                        })
                .onSuccess(done -> {
                    busy.remove(done);
                    look();
                })
                .onError(failure -> {
                    busy.remove(service);
                    show(failure);
                    look();
                })
                .start();
    }

    /// To be called 10 times a second.
    public void tick() {
        ticks++;
        if (ticks % LOOK_EVERY == 0) {
            look();
        }
    }

    /// nginx of the running stack; blocks.
    ///
    /// @throws StackException when the stack is stopped
    public NginxHost nginx() throws StackException {
        return current().nginx();
    }

    public Stack current() {
        return stacks.of(kind.get());
    }

    /// Called on the JavaFX thread for every event of the stack in use.
    public void onEvent(Consumer<StackEvent> listener) {
        listeners.add(listener);
    }

    public ObjectProperty<StackKind> kindProperty() {
        return kind;
    }

    public List<StackKind> kinds() {
        return stacks.all().stream().map(Stack::kind).toList();
    }

    public ReadOnlyObjectProperty<StackState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public boolean isRunning() {
        return state.get() == StackState.RUNNING;
    }

    /// How long the start took; null when the stack was found running.
    public ReadOnlyObjectProperty<@Nullable Duration> startTookProperty() {
        return startTook.getReadOnlyProperty();
    }

    /// Where the shop of the stack keeps its data; null while that is not known.
    public ReadOnlyObjectProperty<@Nullable ShopChoices> shopProperty() {
        return shop.getReadOnlyProperty();
    }

    public ObservableList<Service> services() {
        return services;
    }

    public Optional<Service> service(String name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /// The latest line of each service during the last start or stop.
    public ObservableList<Progress> progress() {
        return progress;
    }

    /// Names of services that a command is working on.
    public ObservableSet<String> busy() {
        return busy;
    }

    /// What went wrong last, in a sentence; empty when nothing did.
    public StringProperty problemProperty() {
        return problem;
    }

    /// Lets go of the stacks; what runs goes on running.
    @Override
    public void close() {
        events.forEach(NginxHost.Subscription::close);
        stacks.close();
    }

    private record Look(StackState state, Optional<ShopChoices> shop, List<Service> services) {}

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        Stack stack = current();
        tasks.call(() -> new Look(stack.state(), stack.shop(), stack.services()))
                .onSuccess(seen -> {
                    looking = false;
                    if (stack.equals(current())) {
                        seen(seen);
                    }
                })
                .onError(failure -> {
                    looking = false;
                    show(failure);
                })
                .start();
    }

    private void seen(Look seen) {
        if (!changing) {
            state.set(seen.state());
        }
        shop.set(seen.shop().orElse(null));
        if (!services.equals(seen.services())) {
            services.setAll(seen.services());
        }
    }

    private void begin(StackState now) {
        changing = true;
        problem.set("");
        progress.clear();
        state.set(now);
    }

    private void end(StackState now) {
        changing = false;
        state.set(now);
        look();
    }

    private void heard(Progress line) {
        tasks.onFx(() -> {
            for (int i = 0; i < progress.size(); i++) {
                if (progress.get(i).service().equals(line.service())) {
                    progress.set(i, line);
                    return;
                }
            }
            progress.add(line);
        });
    }

    private void heard(Stack stack, StackEvent event) {
        tasks.onFx(() -> {
            if (stack.equals(current())) {
                listeners.forEach(l -> l.accept(event));
                look();
            }
        });
    }

    private void show(Exception failure) {
        problem.set(Problems.sentence(failure));
    }
}
