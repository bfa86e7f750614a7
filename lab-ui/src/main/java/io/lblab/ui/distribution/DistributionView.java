package io.lblab.ui.distribution;

import io.lblab.distribution.verdict.Verdict;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.EmptyState;
import io.lblab.ui.fx.Header;
import io.lblab.ui.fx.Notice;
import io.lblab.ui.fx.Screen;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The Distribution screen.
public final class DistributionView implements Screen {

    private static final double BAR_ROW = 46;

    private final Runs runs;
    private final Comparison words;
    private final SharesChart shares;
    private final OverTimeChart overTime;
    private final PickStrip strip;
    private final LatencyTable latency;
    private final ClientMatrix matrix;
    private final StringProperty headline = new SimpleStringProperty("");
    private final Label observers = wrapped("observers");
    private final FontIcon agreement = new FontIcon(Feather.CHECK_CIRCLE);
    private final Label verdict = wrapped("verdict");
    private final FontIcon sign = new FontIcon(Feather.CIRCLE);
    private final Label clients = wrapped("clients-text");
    private final VBox root;
    private @Nullable RunFigures drawn;

    public DistributionView(
            Runs runs, Texts texts, Theme theme, Runnable fire, Runnable goToTraffic) {
        this.runs = runs;
        words = new Comparison(texts);
        ChartStyle style = new ChartStyle();
        shares = new SharesChart(style, theme.palette(), texts);
        overTime = new OverTimeChart(style, theme.palette(), texts);
        strip = new PickStrip(theme.palette(), texts.get("distribution.strip"));
        latency = new LatencyTable(texts);
        matrix = new ClientMatrix(theme.palette(), texts.get("distribution.clients"));
        theme.schemeProperty()
                .subscribe(_ -> {
                    shares.setPalette(theme.palette());
                    overTime.setPalette(theme.palette());
                    strip.setPalette(theme.palette());
                    matrix.setPalette(theme.palette());
                    drawn = null;
                    tick();
                });
        BooleanBinding any = runs.figuresProperty().isNotNull();
        BooleanBinding running =
                Bindings.createBooleanBinding(runs.runningProperty()::get, runs.runningProperty());
        Button again =
                Visibility.when(
                        any.and(running.not()),
                        Buttons.main(
                                "fire-again", texts.get("distribution.again"), Feather.PLAY, fire));
        Button stop =
                Visibility.when(
                        running,
                        Buttons.main("stop-run", texts.get("traffic.stop"), Feather.SQUARE, fire));
        StackPane stage =
                new StackPane(
                        Visibility.when(any, parts(texts)),
                        Visibility.when(
                                any.not(),
                                new EmptyState(
                                        Feather.BAR_CHART_2,
                                        texts.get("distribution.empty.title"),
                                        texts.get("distribution.empty.text"),
                                        Buttons.main(
                                                "go-traffic",
                                                texts.get("distribution.empty.go"),
                                                Feather.ACTIVITY,
                                                goToTraffic))));
        VBox.setVgrow(stage, Priority.ALWAYS);
        root =
                new VBox(
                        new Header(texts.get("distribution.title"), headline, again, stop),
                        new Notice(runs.problemProperty(), texts.get("dismiss")),
                        stage);
        root.getStyleClass().add("screen");
        root.heightProperty().subscribe((before, now) -> strip.fit(now.doubleValue()));
    }

    private Region parts(Texts texts) {
        HBox said = new HBox(8, sign, verdict);
        said.getStyleClass().add("verdict");
        HBox.setHgrow(verdict, Priority.ALWAYS);
        verdict.getStyleClass().remove("muted");
        Card who = new Card(texts.get("distribution.who"), shares.node(), said);
        Card order = new Card(texts.get("distribution.strip"), strip.node());
        Card time = Card.filling(texts.get("distribution.overTime"), overTime.node());
        HBox seen = new HBox(8, agreement, observers);
        seen.getStyleClass().add("observers");
        HBox.setHgrow(observers, Priority.ALWAYS);
        Card figures = new Card(texts.get("distribution.latency"), latency, seen);
        Card many = Card.filling(texts.get("distribution.clients"), matrix.node());
        many.getChildren().add(1, clients);
        VBox.setVgrow(many, Priority.ALWAYS);
        many.setMinHeight(Region.USE_PREF_SIZE);
        ScrollPane side = new ScrollPane(new VBox(14, figures, many));
        side.setFitToWidth(true);
        side.setFitToHeight(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        side.getStyleClass().add("plain-scroll");

        GridPane lower = new GridPane(14, 14);
        ColumnConstraints left = new ColumnConstraints();
        left.setPercentWidth(50);
        ColumnConstraints right = new ColumnConstraints();
        right.setPercentWidth(50);
        lower.getColumnConstraints().addAll(left, right);
        RowConstraints all = new RowConstraints();
        all.setVgrow(Priority.ALWAYS);
        all.setFillHeight(true);
        lower.getRowConstraints().add(all);
        lower.add(time, 0, 0);
        lower.add(side, 1, 0);
        VBox.setVgrow(lower, Priority.ALWAYS);
        return new VBox(14, who, order, lower);
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
        RunFigures run = runs.figures();
        if (run == null || run.equals(drawn)) {
            return;
        }
        drawn = run;
        headline.set(words.headline(run));
        double height = BAR_ROW * Math.max(1, run.snapshot().instances().size());
        shares.node().setMinHeight(height);
        shares.node().setPrefHeight(height);
        shares.show(run);
        strip.show(run.snapshot());
        overTime.show(run.snapshot());
        latency.show(run);
        observers.setText(words.observers(run));
        show(run);
        boolean fine = run.running() || words.agrees(run);
        agreement.setIconCode(fine ? Feather.CHECK_CIRCLE : Feather.INFO);
        agreement.getStyleClass().removeAll("sign-good", "sign-warn");
        agreement.getStyleClass().add(fine ? "sign-good" : "sign-warn");
        clients.setText(words.clients(run));
        boolean many = run.plan().clients().addresses().size() > 1;
        matrix.node().setVisible(many);
        matrix.node().setManaged(many);
        matrix.show(run.snapshot());
    }

    /// The verdict; a sign only once the run is over.
    private void show(RunFigures run) {
        verdict.setText(words.verdict(run));
        sign.setIconCode(
                run.running()
                        ? Feather.CIRCLE
                        : switch (run.verdict().verdict()) {
                            case Verdict.Matches _ -> Feather.CHECK_CIRCLE;
                            case Verdict.Differs _ -> Feather.ALERT_CIRCLE;
                            case Verdict.TooFew _, Verdict.NothingToCompare _ -> Feather.INFO;
                        });
        sign.getStyleClass().removeAll("sign-good", "sign-warn");
        if (!run.running() && run.verdict().matches()) {
            sign.getStyleClass().add("sign-good");
        } else if (!run.running() && run.verdict().verdict() instanceof Verdict.Differs) {
            sign.getStyleClass().add("sign-warn");
        }
    }

    private static Label wrapped(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add("muted");
        return label;
    }
}
