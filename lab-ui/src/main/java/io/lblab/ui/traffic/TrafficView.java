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
import javafx.beans.property.BooleanProperty;
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
    private final ListenCard listen;
    private final LimitCard limit;
    private final VBox root;

    public TrafficView(TrafficViewModel model, Texts texts, Theme theme, Runnable seeDistribution) {
        this.model = model;
        run = new RunCard(texts, theme, seeDistribution);
        listen = new ListenCard(texts, theme);
        limit = new LimitCard(texts, theme);
        BooleanProperty listens = model.listensProperty();
        BooleanBinding underWay =
                Bindings.createBooleanBinding(
                        model::isUnderWay,
                        listens,
                        model.firing(),
                        model.listening().underWayProperty());
        BooleanBinding up = model.stack().stateProperty().isEqualTo(StackState.RUNNING);
        Button fire =
                Visibility.when(
                        underWay.not(),
                        Buttons.main(
                                "fire", texts.get("traffic.fire"), Feather.PLAY, model::begin));
        BooleanBinding seeks =
                listens.not().and(model.fields().modelProperty().isEqualTo(PlanFields.Model.LIMIT));
        fire.textProperty()
                .bind(
                        Bindings.when(listens)
                                .then(texts.get("listen.begin"))
                                .otherwise(
                                        Bindings.when(seeks)
                                                .then(texts.get("limit.begin"))
                                                .otherwise(texts.get("traffic.fire"))));
        fire.disableProperty().bind(up.not());
        Button stop =
                Visibility.when(
                        underWay,
                        Buttons.main(
                                "stop-run", texts.get("traffic.stop"), Feather.SQUARE, model::end));
        stop.disableProperty().bind(listens.and(model.listening().endingProperty()));

        VBox plan =
                new VBox(
                        14,
                        new Card(texts.get("traffic.presets"), new PresetCards(model, texts)),
                        Visibility.when(
                                listens.not(),
                                new Card(texts.get("traffic.mix"), new MixEditor(model, texts))
                                        .withTools(new PlanFileButtons(model, texts))),
                        Visibility.when(
                                listens.not(),
                                new Card(texts.get("traffic.details"), new PlanForm(model, texts))),
                        Visibility.when(
                                listens,
                                new Card(
                                        texts.get("traffic.details"),
                                        new ListenForm(model, texts))));
        ScrollPane scroll = new ScrollPane(plan);
        scroll.setId("plan-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        Card figures =
                Visibility.when(
                        listens.not().and(seeks.not()), Card.filling(texts.get("run.title"), run));
        Card sought = Visibility.when(seeks, Card.filling(texts.get("limit.title"), limit));
        Card heard = Visibility.when(listens, Card.filling(texts.get("listen.title"), listen));

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
        parts.add(heard, 1, 0);
        parts.add(sought, 1, 0);
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
                    if (model.listensProperty().get()) {
                        return texts.get("preset.listeners");
                    }
                    Preset preset = model.presetProperty().get();
                    return preset == null
                            ? texts.get("traffic.own")
                            : Objects.requireNonNull(texts.get("preset." + preset.id()));
                },
                up,
                model.listensProperty(),
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
        limit.show(model.limits().figuresProperty().get(), model.runs().figures());
        listen.show(
                model.listening().figuresProperty().get(),
                model.listening().underWayProperty().get());
    }
}
