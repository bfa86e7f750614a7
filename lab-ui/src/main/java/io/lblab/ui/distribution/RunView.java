package io.lblab.ui.distribution;

import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Card;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/// Everything about one run.
final class RunView extends VBox {

    private final Comparison words;
    private final WhoAnswered who;
    private final OverTimeChart overTime;
    private final PickStrip strip;
    private final LatencyTable latency;
    private final ClientMatrix matrix;
    private final Signs observers = new Signs("observers", true);
    private final Signs metrics = new Signs("metrics", true);
    private final Signs verdict = new Signs("verdict", false);
    private final Label basis = remark("forecast-basis");
    private final Label picks = remark("picks-forecast");
    private final Label clients = remark("clients-text");
    private final StringProperty whoTitle = new SimpleStringProperty("");
    private final Card many;

    RunView(ChartStyle style, Palette palette, Texts texts, Comparison words) {
        super(12);
        this.words = words;
        who = new WhoAnswered(style, palette, texts);
        overTime = new OverTimeChart(style, palette, texts);
        strip = new PickStrip(palette, texts.get("distribution.strip"));
        latency = new LatencyTable(texts);
        matrix = new ClientMatrix(palette, texts.numbers(), texts.get("distribution.clients"));
        clients.setWrapText(true);
        clients.setMinHeight(USE_PREF_SIZE);

        Card answered = Card.filling(whoTitle, who).withTools(basis);
        VBox.setVgrow(who, Priority.NEVER);
        answered.getChildren().add(verdict);
        Card order = new Card(texts.get("distribution.strip"), strip.node()).withTools(picks);
        Card time = Card.filling(texts.get("distribution.overTime"), overTime.node());
        Card figures =
                new Card(texts.get("distribution.latency"), latency.node(), observers, metrics)
                        .withTools(latency.choice());
        many = Card.filling(texts.get("distribution.clients"), matrix.node());
        many.getChildren().add(1, clients);
        many.setMinHeight(Region.USE_PREF_SIZE);
        ScrollPane side = new ScrollPane(new VBox(12, figures, many));
        side.setFitToWidth(true);
        side.setFitToHeight(true);
        side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        side.getStyleClass().add("plain-scroll");

        GridPane lower = new GridPane(14, 14);
        lower.getColumnConstraints().addAll(half(), half());
        RowConstraints all = new RowConstraints();
        all.setVgrow(Priority.ALWAYS);
        all.setFillHeight(true);
        lower.getRowConstraints().add(all);
        lower.add(time, 0, 0);
        lower.add(side, 1, 0);
        VBox.setVgrow(lower, Priority.ALWAYS);
        getChildren().addAll(answered, order, lower);
    }

    static ColumnConstraints half() {
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        return half;
    }

    void setPalette(Palette palette) {
        who.setPalette(palette);
        overTime.setPalette(palette);
        strip.setPalette(palette);
        matrix.setPalette(palette);
    }

    void fit(double screenHeight) {
        strip.fit(screenHeight);
    }

    void show(RunFigures run) {
        whoTitle.set(words.whoTitle(run));
        basis.setText(words.basis(run));
        who.show(run);
        verdict.verdict(run, words.verdict(run));
        strip.show(run.snapshot(), run.forecast(), run.plan().requests());
        picks.setText(words.picks(run));
        overTime.show(run.snapshot());
        latency.show(run);
        observers.say(words.observers(run), run.running() || words.agrees(run));
        words.metrics(run)
                .ifPresent(said ->
                        metrics.say(
                                said,
                                run.report()
                                        .shop()
                                        .filter(shop -> shop.agreesWith(run.snapshot()))
                                        .isPresent()));
        metrics.setVisible(words.metrics(run).isPresent());
        metrics.setManaged(metrics.isVisible());
        boolean several = run.plan().clients().addresses().size() > 1;
        matrix.node().setVisible(several);
        matrix.node().setManaged(several);
        VBox.setVgrow(many, several ? Priority.ALWAYS : Priority.NEVER);
        matrix.onLevel(() -> clients.setText(words.clients(run, matrix.level())));
        matrix.show(run.snapshot());
        clients.setText(words.clients(run, matrix.level()));
    }

    private static Label remark(String id) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add("card-remark");
        return label;
    }
}
