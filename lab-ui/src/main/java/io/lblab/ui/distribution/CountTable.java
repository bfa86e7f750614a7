package io.lblab.ui.distribution;

import io.lblab.distribution.InstanceCount;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/// The figures beside the bars, a row each: what was observed, what was forecast, and the
/// difference. Without a forecast, what the weights ask for.
final class CountTable extends GridPane {

    static final double HEAD = 18;

    private final Texts texts;
    private final double rowHeight;

    CountTable(Texts texts, double rowHeight) {
        this.texts = texts;
        this.rowHeight = rowHeight;
        setId("count-table");
        getStyleClass().add("count-table");
        setMinWidth(USE_PREF_SIZE);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(HPos.RIGHT);
            column.setMinWidth(USE_PREF_SIZE);
            getColumnConstraints().add(column);
        }
    }

    void show(RunFigures run) {
        getChildren().clear();
        getRowConstraints().setAll(row(HEAD));
        boolean known = run.forecast().isKnown();
        add(head(texts.get("count.observed")), 0, 0);
        add(head(texts.get(known ? "count.forecast" : "count.weights")), 1, 0);
        add(head(texts.get("count.difference")), 2, 0);
        List<InstanceCount> instances = run.snapshot().instances();
        Numbers numbers = texts.numbers();
        for (int i = 0; i < instances.size(); i++) {
            InstanceCount instance = instances.get(i);
            getRowConstraints().add(row(rowHeight));
            add(
                    cell(numbers.count(instance.count()), numbers.percent(instance.share()), true),
                    0,
                    i + 1);
            double share = run.report().expectedShare(i);
            if (Double.isNaN(share)) {
                add(cell("–", "", false), 1, i + 1);
                continue;
            }
            double count = known ? run.forecast().count(i) : share * run.snapshot().total();
            add(cell(numbers.count(Math.round(count)), numbers.percent(share), false), 1, i + 1);
            long off = instance.count() - Math.round(count);
            add(
                    cell(
                            numbers.difference(off),
                            texts.get("count.points", points(instance.share() - share)),
                            false),
                    2,
                    i + 1);
        }
    }

    /// In words, for the bars.
    String describe(RunFigures run) {
        StringBuilder words = new StringBuilder();
        List<InstanceCount> instances = run.snapshot().instances();
        for (int i = 0; i < instances.size(); i++) {
            double share = run.report().expectedShare(i);
            words.append(
                            texts.get(
                                    Double.isNaN(share) ? "count.words.none" : "count.words",
                                    instances.get(i).server(),
                                    texts.numbers().count(instances.get(i).count()),
                                    texts.numbers().percent(instances.get(i).share()),
                                    texts.numbers().percent(share)))
                    .append(' ');
        }
        return words.toString().strip();
    }

    private String points(double difference) {
        String size = texts.numbers().decimal(Math.abs(difference) * 100, 2);
        boolean none = Math.round(Math.abs(difference) * 10_000) == 0;
        return (none ? "±" : difference > 0 ? "+" : "−") + size;
    }

    private static RowConstraints row(double height) {
        RowConstraints row = new RowConstraints(height);
        row.setValignment(VPos.CENTER);
        row.setMaxHeight(height);
        return row;
    }

    private static Label head(String text) {
        Label head = new Label(text);
        head.getStyleClass().add("table-head");
        head.setMinWidth(USE_PREF_SIZE);
        return head;
    }

    private static VBox cell(String figure, String below, boolean main) {
        Label first = new Label(figure);
        first.getStyleClass().add(main ? "count-main" : "count-figure");
        first.setMinWidth(USE_PREF_SIZE);
        Label second = new Label(below);
        second.getStyleClass().add("table-head");
        second.setMinWidth(USE_PREF_SIZE);
        VBox cell = new VBox(first, second);
        cell.setAlignment(Pos.CENTER_RIGHT);
        return cell;
    }
}
