package io.lblab.ui.balancer;

import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.EmptyState;
import io.lblab.ui.fx.Header;
import io.lblab.ui.fx.Notice;
import io.lblab.ui.fx.Screen;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The Balancer screen.
public final class BalancerView implements Screen {

    private final VBox root;
    private final StrategyCards strategy;

    public BalancerView(BalancerViewModel model, Texts texts, Theme theme) {
        Button discard =
                Buttons.plain(
                        "discard",
                        texts.get("balancer.discard"),
                        Feather.ROTATE_CCW,
                        model::discard);
        discard.disableProperty()
                .bind(model.changedProperty().not().or(model.nginx().applyingProperty()));
        Button apply =
                Buttons.main("apply", texts.get("balancer.apply"), Feather.CHECK, model::apply);
        apply.disableProperty()
                .bind(
                        model.changedProperty()
                                .not()
                                .or(model.validProperty().not())
                                .or(model.nginx().applyingProperty()));
        BooleanBinding known = model.nginx().liveProperty().isNotNull();

        GridPane parts = new GridPane(14, 14);
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(46);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(54);
        parts.getColumnConstraints().addAll(left, right);
        RowConstraints all = new RowConstraints();
        all.setVgrow(Priority.ALWAYS);
        all.setFillHeight(true);
        parts.getRowConstraints().add(all);

        strategy = new StrategyCards(model, texts, theme);
        ServerTable rows = new ServerTable(model, texts);
        ScrollPane table = scrolling(rows);
        table.setMinHeight(70);
        Card servers =
                Card.untitled(table, new VBox(rows.errors(), new UpstreamOptions(model, texts)));
        VBox.setVgrow(table, Priority.SOMETIMES);
        VBox.setVgrow(servers, Priority.SOMETIMES);
        Card steps = StepsAndHistory.of(model, texts);
        VBox.setVgrow(steps, Priority.ALWAYS);
        VBox first = new VBox(14, servers, steps);
        Card block =
                Card.filling(
                        model.blockTitleProperty(), scrolling(new UpstreamBlock(model.lines())));
        parts.add(first, 0, 0);
        VBox.setVgrow(block, Priority.ALWAYS);
        parts.add(new VBox(14, block, ForecastCard.of(model, texts, theme)), 1, 0);
        VBox.setVgrow(parts, Priority.ALWAYS);

        StackPane stage =
                new StackPane(
                        Visibility.when(
                                known, new VBox(14, strategy, new DraftNotice(model), parts)),
                        Visibility.when(
                                known.not(),
                                new EmptyState(
                                        Feather.SLIDERS,
                                        texts.get("balancer.empty.title"),
                                        texts.get("balancer.empty.text"))));
        VBox.setVgrow(stage, Priority.ALWAYS);
        root =
                new VBox(
                        new Header(
                                texts.get("balancer.title"),
                                model.summaryProperty(),
                                Visibility.when(known, new SlowStartMenu(model, texts)),
                                Visibility.when(known, discard),
                                Visibility.when(known, apply)),
                        new Notice(model.nginx().problemProperty(), texts.get("dismiss")),
                        new EditedNotice(model, texts),
                        new RisingNotice(model.nginx(), texts),
                        stage);
        root.getStyleClass().add("screen");
    }

    private static ScrollPane scrolling(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void activate() {}

    @Override
    public void deactivate() {
        strategy.stop();
    }

    @Override
    public void tick() {}
}
