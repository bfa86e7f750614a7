package io.lblab.ui.traffic;

import io.lblab.stack.StackState;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.Header;
import io.lblab.ui.fx.Notice;
import io.lblab.ui.fx.Screen;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The Traffic screen.
public final class TrafficView implements Screen {

    private final TrafficViewModel model;
    private final RunCard run;
    private final VBox root;

    public TrafficView(TrafficViewModel model, Texts texts, Theme theme, Runnable seeDistribution) {
        this.model = model;
        run = new RunCard(texts, theme, seeDistribution);
        BooleanBinding running =
                Bindings.createBooleanBinding(
                        model.runs().runningProperty()::get, model.runs().runningProperty());
        BooleanBinding up = model.stack().stateProperty().isEqualTo(StackState.RUNNING);
        Button fire =
                Visibility.when(
                        running.not(),
                        Buttons.main("fire", texts.get("traffic.fire"), Feather.PLAY, model::fire));
        fire.disableProperty().bind(up.not());
        Button stop =
                Visibility.when(
                        running,
                        Buttons.main(
                                "stop-run",
                                texts.get("traffic.stop"),
                                Feather.SQUARE,
                                model::stop));

        VBox plan =
                new VBox(
                        14,
                        new Card(texts.get("traffic.presets"), new PresetCards(model, texts)),
                        new Card(texts.get("traffic.mix"), new MixEditor(model, texts))
                                .withTools(new PlanFileButtons(model, texts)),
                        new Card(texts.get("traffic.details"), new PlanForm(model, texts)));
        ScrollPane scroll = new ScrollPane(plan);
        scroll.setId("plan-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        Card figures = Card.filling(texts.get("run.title"), run);

        GridPane parts = new GridPane(14, 14);
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(57);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(43);
        parts.getColumnConstraints().addAll(left, right);
        RowConstraints all = new RowConstraints();
        all.setVgrow(Priority.ALWAYS);
        all.setFillHeight(true);
        parts.getRowConstraints().add(all);
        parts.add(scroll, 0, 0);
        parts.add(figures, 1, 0);
        VBox.setVgrow(parts, Priority.ALWAYS);

        root =
                new VBox(
                        new Header(texts.get("traffic.title"), about(texts, up), fire, stop),
                        new Notice(model.problemProperty(), texts.get("dismiss")),
                        parts);
        root.getStyleClass().add("screen");
    }

    private StringBinding about(Texts texts, BooleanBinding up) {
        return Bindings.createStringBinding(
                () -> {
                    if (!up.get()) {
                        return texts.get("traffic.startFirst");
                    }
                    Preset preset = model.presetProperty().get();
                    return preset == null
                            ? texts.get("traffic.own")
                            : Objects.requireNonNull(texts.get("preset." + preset.id()));
                },
                up,
                model.presetProperty());
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void activate() {
        tick();
    }

    @Override
    public void deactivate() {}

    @Override
    public void tick() {
        run.show(model.runs().figures(), model.runs().rates());
    }
}
