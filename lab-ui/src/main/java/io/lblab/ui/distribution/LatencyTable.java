package io.lblab.ui.distribution;

import io.lblab.distribution.InstanceCount;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Circle;

/// Per instance: latency percentiles, errors, and how often nginx's own log names it.
final class LatencyTable extends GridPane {

    private static final List<String> HEADS =
            List.of("p50", "p95", "p99", "max", "errors", "nginxLog");

    private final Texts texts;

    LatencyTable(Texts texts) {
        this.texts = texts;
        setId("latency-table");
        getStyleClass().add("latency-table");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(USE_PREF_SIZE);
        name.setHgrow(Priority.ALWAYS);
        getColumnConstraints().add(name);
        for (int i = 0; i < HEADS.size(); i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(HPos.RIGHT);
            column.setMinWidth(USE_PREF_SIZE);
            getColumnConstraints().add(column);
        }
    }

    void show(RunFigures run) {
        getChildren().clear();
        Label corner = new Label(texts.get("latency.unit"));
        corner.getStyleClass().add("table-head");
        add(corner, 0, 0);
        for (int i = 0; i < HEADS.size(); i++) {
            Label head = new Label(texts.get("latency." + HEADS.get(i)));
            head.getStyleClass().add("table-head");
            add(head, i + 1, 0);
        }
        Numbers numbers = texts.numbers();
        int row = 1;
        for (InstanceCount count : run.snapshot().instances()) {
            addRow(
                    row++,
                    name(count.server()),
                    figure(numbers.millis(count.p50Millis())),
                    figure(numbers.millis(count.p95Millis())),
                    figure(numbers.millis(count.p99Millis())),
                    figure(numbers.millis(count.maxMillis())),
                    figure(numbers.count(count.errors())),
                    figure(
                            Double.isNaN(count.configuredShare())
                                    ? "–"
                                    : numbers.count(run.nginxLog().answered(count.server()))));
        }
    }

    private static HBox name(String server) {
        Circle dot = new Circle(5);
        int number = Palette.numberOf(server);
        dot.getStyleClass()
                .addAll(
                        "instance-dot",
                        number == 0 ? "instance-none" : "instance-" + ((number - 1) % 8 + 1));
        Label name = new Label(server);
        name.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(8, dot, name);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Label figure(String text) {
        Label figure = new Label(text);
        figure.setMinWidth(USE_PREF_SIZE);
        return figure;
    }
}
