package io.lblab.ui.distribution;

import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.EmptyState;
import io.lblab.ui.fx.Header;
import io.lblab.ui.fx.Notice;
import io.lblab.ui.fx.Screen;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The Distribution screen: one run, or two side by side.
public final class DistributionView implements Screen {

    private static final double NARROW = 1_200;

    private final Runs runs;
    private final DistributionViewModel model;
    private final Comparison words;
    private final RunView one;
    private final DuelView two;
    private final RunMenus menus;
    private final StringProperty about = new SimpleStringProperty("");
    private final SimpleBooleanProperty dueling = new SimpleBooleanProperty();

    /// Whether there is a run to show.
    private final SimpleBooleanProperty showing = new SimpleBooleanProperty();

    /// Whether there is a run to choose.
    private final SimpleBooleanProperty listed = new SimpleBooleanProperty();

    private final VBox root;
    private @Nullable RunFigures drawn;
    private Optional<RunFigures> drawnRival = Optional.empty();

    /// @param firing whether `fire` would stop what is under way
    public DistributionView(
            Runs runs,
            BooleanBinding firing,
            Texts texts,
            Theme theme,
            Tasks tasks,
            Runnable fire,
            Runnable goToTraffic) {
        this.runs = runs;
        model =
                new DistributionViewModel(
                        runs.history(), runs::load, runs.problemProperty(), texts, tasks);
        words = new Comparison(texts);
        ChartStyle style = new ChartStyle();
        one = new RunView(style, theme.palette(), texts, words);
        two = new DuelView(style, theme.palette(), texts, words, this::endDuel);
        menus = new RunMenus(model, texts, words, this::tick);
        theme.schemeProperty()
                .subscribe(_ -> {
                    one.setPalette(theme.palette());
                    two.setPalette(theme.palette());
                    drawn = null;
                    tick();
                });
        Button again =
                Visibility.when(
                        showing.and(firing.not()),
                        Buttons.main(
                                "fire-again", texts.get("distribution.again"), Feather.PLAY, fire));
        Button stop =
                Visibility.when(
                        firing,
                        Buttons.main("stop-run", texts.get("traffic.stop"), Feather.SQUARE, fire));
        StackPane stage =
                new StackPane(
                        Visibility.when(showing.and(dueling.not()), one),
                        Visibility.when(showing.and(dueling), two),
                        Visibility.when(showing.not(), empty(texts, goToTraffic)));
        VBox.setVgrow(stage, Priority.ALWAYS);
        Header header =
                new Header(
                                texts.get("distribution.title"),
                                about,
                                Visibility.when(showing, menus.duel()),
                                Visibility.when(showing, menus.export()),
                                again,
                                stop)
                        .withBadge(Visibility.when(listed, menus.runs()));
        root =
                new VBox(
                        header,
                        new Notice(runs.problemProperty(), texts.get("dismiss")),
                        Notice.good("written", model.writtenProperty(), texts.get("dismiss")),
                        stage);
        root.getStyleClass().add("screen");
        root.heightProperty().subscribe((before, now) -> one.fit(now.doubleValue()));
        root.widthProperty().subscribe((before, now) -> menus.compact(now.doubleValue() < NARROW));
    }

    private static EmptyState empty(Texts texts, Runnable goToTraffic) {
        return new EmptyState(
                Feather.BAR_CHART_2,
                texts.get("distribution.empty.title"),
                texts.get("distribution.empty.text"),
                Buttons.main(
                        "go-traffic",
                        texts.get("distribution.empty.go"),
                        Feather.ACTIVITY,
                        goToTraffic));
    }

    private void endDuel() {
        model.endDuel();
        tick();
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void activate() {
        runs.listStored();
        tick();
    }

    @Override
    public void deactivate() {}

    @Override
    public void tick() {
        model.tick();
        RunFigures run = model.shown();
        showing.set(run != null);
        listed.set(run != null || !runs.history().earlier().isEmpty());
        Optional<RunFigures> rival = model.rival();
        if (run == null) {
            menus.showNone();
            return;
        }
        if (run.equals(drawn) && rival.equals(drawnRival)) {
            return;
        }
        drawn = run;
        drawnRival = rival;
        dueling.set(rival.isPresent());
        about.set(words.headline(run));
        menus.show(run);
        if (rival.isPresent()) {
            two.show(run, rival.get());
        } else {
            one.show(run);
        }
    }
}
