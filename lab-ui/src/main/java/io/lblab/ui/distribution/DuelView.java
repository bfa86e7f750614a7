package io.lblab.ui.distribution;

import io.lblab.ui.chart.ChartStyle;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Card;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Two runs side by side, drawn to the same scales, and in words what differs between them.
final class DuelView extends VBox {

    private static final double LEAST_HEIGHT = 96;

    private final DuelWords sentence;
    private final Side left;
    private final Side right;
    private final Label differs = new Label();

    DuelView(ChartStyle style, Palette palette, Texts texts, Comparison words, Runnable end) {
        super(14);
        setId("duel");
        sentence = new DuelWords(texts);
        left = new Side("left", style, palette, texts, words);
        right = new Side("right", style, palette, texts, words);
        differs.setId("duel-text");
        differs.setWrapText(true);
        differs.setMinHeight(Region.USE_PREF_SIZE);
        Button close = Buttons.plain("end-duel", texts.get("duel.end"), Feather.X, end);
        close.getStyleClass().addAll("flat", "small");
        Card said = new Card(texts.get("duel.title"), differs).withTools(close);
        GridPane both = new GridPane(14, 14);
        both.getColumnConstraints().addAll(RunView.half(), RunView.half());
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setFillHeight(true);
        both.getRowConstraints().add(row);
        both.add(left, 0, 0);
        both.add(right, 1, 0);
        ScrollPane scroll = new ScrollPane(both);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(said, scroll);
    }

    void setPalette(Palette palette) {
        left.setPalette(palette);
        right.setPalette(palette);
    }

    void show(RunFigures one, RunFigures other) {
        differs.setText(sentence.of(one, other));
        double longest = Math.max(SharesChart.longest(one), SharesChart.longest(other));
        double end =
                Math.max(OverTimeChart.end(one.snapshot()), OverTimeChart.end(other.snapshot()));
        boolean marked =
                !one.snapshot().markers().isEmpty() || !other.snapshot().markers().isEmpty();
        left.show(one, longest, end, marked);
        right.show(other, longest, end, marked);
    }

    /// One of both runs.
    private static final class Side extends VBox {

        private final Comparison words;
        private final WhoAnswered who;
        private final Signs verdict;
        private final LatencyTable latency;
        private final OverTimeChart overTime;
        private final StringProperty title = new SimpleStringProperty("");

        Side(String id, ChartStyle style, Palette palette, Texts texts, Comparison words) {
            super(14);
            this.words = words;
            who = new WhoAnswered(style, palette, texts);
            verdict = new Signs("verdict-" + id, false);
            latency = new LatencyTable(texts);
            overTime = new OverTimeChart(style, palette, texts);
            overTime.node().setMinHeight(LEAST_HEIGHT);
            Card answered = Card.filling(title, who);
            VBox.setVgrow(who, Priority.NEVER);
            answered.getChildren().addAll(verdict, latency.node());
            Card time = Card.filling(texts.get("distribution.overTime"), overTime.node());
            VBox.setVgrow(time, Priority.ALWAYS);
            getChildren().addAll(answered, time);
        }

        void setPalette(Palette palette) {
            who.setPalette(palette);
            overTime.setPalette(palette);
        }

        void show(RunFigures run, double longest, double end, boolean marked) {
            title.set(words.inShort(run));
            who.show(run, longest);
            verdict.verdict(run, words.verdict(run));
            latency.show(run);
            overTime.show(run.snapshot(), end, marked);
        }
    }
}
