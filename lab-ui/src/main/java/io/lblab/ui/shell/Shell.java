package io.lblab.ui.shell;

import io.lblab.stack.StackState;
import io.lblab.ui.LabServices;
import io.lblab.ui.balancer.BalancerView;
import io.lblab.ui.balancer.BalancerViewModel;
import io.lblab.ui.distribution.DistributionView;
import io.lblab.ui.fx.Screen;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.Limits;
import io.lblab.ui.model.Listening;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.Runs;
import io.lblab.ui.stack.StackView;
import io.lblab.ui.stack.StackViewModel;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import io.lblab.ui.traffic.TrafficView;
import io.lblab.ui.traffic.TrafficViewModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The window around the screens, and the one clock: ten ticks a second. A screen is built when it
/// is first shown.
public final class Shell {

    private static final Duration TICK = Duration.millis(100);

    private final Texts texts;
    private final Tasks tasks;
    private final Theme theme;
    private final Consumer<String> browse;
    private final ActiveStack stack;
    private final LiveNginx nginx;
    private final Runs runs;
    private final Limits limits;
    private final Listening listening;
    private final StackViewModel stackModel;
    private final BalancerViewModel balancer;
    private final TrafficViewModel traffic;
    private final BorderPane root = new BorderPane();
    private final Rail rail;
    private final StatusLine status;
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);
    private final Timeline clock;
    private Place place = Place.STACK;
    private @Nullable Screen shown;

    public Shell(
            LabServices services, Texts texts, Theme theme, Tasks tasks, Consumer<String> browse) {
        this.texts = texts;
        this.tasks = tasks;
        this.theme = theme;
        this.browse = browse;
        stack = new ActiveStack(services.stacks(), tasks);
        nginx = new LiveNginx(stack, tasks);
        runs = new Runs(services.engine(), services.runs(), stack, nginx, tasks, texts);
        limits = new Limits(runs, stack);
        listening = new Listening(stack, tasks);
        stackModel = new StackViewModel(stack, services.options(), services.asked(), tasks);
        balancer = new BalancerViewModel(nginx, texts);
        traffic = new TrafficViewModel(stack, runs, limits, listening, texts);
        rail = new Rail(texts, theme, this::go);
        status = new StatusLine(new StatusViewModel(stack, nginx, runs, texts));
        root.getStyleClass().add("lab");
        root.setLeft(rail);
        root.setBottom(status);
        go(Place.STACK);
        clock = new Timeline(new KeyFrame(TICK, _ -> tick()));
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
    }

    public Parent node() {
        return root;
    }

    /// Ctrl+1…4 (⌘ on macOS) change the place, Ctrl+Enter fires or stops.
    public void keys(Scene scene) {
        for (Place each : Place.values()) {
            Runnable open = () -> go(each);
            key(scene, each.digit(), open);
            key(scene, each.pad(), open);
        }
        key(scene, KeyCode.ENTER, this::fireOrStop);
    }

    /// Asks what is to become of a running stack.
    ///
    /// @return whether the window may close now
    public boolean mayClose(Stage window) {
        if (stack.stateProperty().get() == StackState.STOPPED) {
            return true;
        }
        return new CloseDialog(texts)
                .ask(window)
                .map(answer ->
                        switch (answer) {
                            case LEAVE -> true;
                            case STOP -> {
                                go(Place.STACK);
                                stack.stop(window::close);
                                yield false;
                            }
                        })
                .orElse(false);
    }

    public void close() {
        clock.stop();
        traffic.endFiring();
        listening.close();
        stack.close();
    }

    private void tick() {
        stack.tick();
        nginx.tick();
        runs.tick();
        listening.tick();
        stackModel.tick();
        status.tick();
        if (shown != null) {
            shown.tick();
        }
    }

    private void go(Place to) {
        if (shown != null) {
            shown.deactivate();
        }
        place = to;
        Screen screen = screens.computeIfAbsent(to, this::build);
        shown = screen;
        root.setCenter(screen.node());
        rail.show(to);
        screen.activate();
    }

    private Screen build(Place of) {
        return switch (of) {
            case STACK ->
                    new StackView(
                            stackModel,
                            nginx,
                            runs,
                            texts,
                            theme,
                            () -> stack.stop(() -> {}),
                            browse);
            case BALANCER -> new BalancerView(balancer, texts, theme);
            case TRAFFIC -> new TrafficView(traffic, texts, theme, () -> go(Place.DISTRIBUTION));
            case DISTRIBUTION ->
                    new DistributionView(
                            runs,
                            traffic.firing(),
                            texts,
                            theme,
                            tasks,
                            this::fireOrStop,
                            () -> go(Place.TRAFFIC));
        };
    }

    /// From anywhere: what comes of it is seen on the Distribution screen, a refusal on Traffic.
    private void fireOrStop() {
        if (place == Place.TRAFFIC) {
            beginOrEnd();
        } else if (traffic.firing().get()) {
            traffic.endFiring();
        } else if (!traffic.fire()) {
            go(stack.isRunning() ? Place.TRAFFIC : Place.STACK);
        } else if (place != Place.DISTRIBUTION) {
            go(Place.DISTRIBUTION);
        }
    }

    private void beginOrEnd() {
        if (traffic.isUnderWay()) {
            traffic.end();
        } else if (!traffic.begin() && !stack.isRunning()) {
            go(Place.STACK);
        }
    }

    private static void key(Scene scene, KeyCode code, Runnable action) {
        scene.getAccelerators()
                .put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), action);
    }
}
