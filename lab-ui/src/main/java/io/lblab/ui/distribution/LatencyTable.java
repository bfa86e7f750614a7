package io.lblab.ui.distribution;

import io.lblab.distribution.InstanceCount;
import io.lblab.distribution.Part;
import io.lblab.distribution.TwoObservers;
import io.lblab.traffic.Endpoint;
import io.lblab.ui.fx.Pills;
import io.lblab.ui.fx.Pills.Pill;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Palette;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Circle;
import org.jspecify.annotations.Nullable;

/// Latency percentiles and errors: per instance, with how often nginx's own log names it, or per
/// request of the mix, or per HTTP status.
final class LatencyTable {

    private static final List<String> PERCENTILES = List.of("p50", "p95", "p99", "max");

    private enum By {
        INSTANCE,
        REQUEST,
        STATUS
    }

    private final Texts texts;
    private final GridPane table = new GridPane();
    private final Pills<By> by;
    private @Nullable RunFigures shown;

    LatencyTable(Texts texts) {
        this.texts = texts;
        by =
                new Pills<>(
                        List.of(
                                new Pill<>(
                                        "latency-instances",
                                        texts.get("latency.instances"),
                                        By.INSTANCE),
                                new Pill<>(
                                        "latency-requests",
                                        texts.get("latency.requests"),
                                        By.REQUEST),
                                new Pill<>(
                                        "latency-statuses",
                                        texts.get("latency.statuses"),
                                        By.STATUS)));
        by.valueProperty()
                .subscribe(_ -> {
                    if (shown != null) {
                        show(shown);
                    }
                });
        table.setId("latency-table");
        table.getStyleClass().add("latency-table");
        ColumnConstraints name = new ColumnConstraints();
        name.setMinWidth(60);
        name.setHgrow(Priority.ALWAYS);
        table.getColumnConstraints().add(name);
        for (int i = 0; i < PERCENTILES.size() + 2; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setHalignment(HPos.RIGHT);
            column.setMinWidth(GridPane.USE_PREF_SIZE);
            table.getColumnConstraints().add(column);
        }
    }

    Node node() {
        return table;
    }

    /// What the rows are.
    Node choice() {
        return by;
    }

    void show(RunFigures run) {
        shown = run;
        table.getChildren().clear();
        head(by.valueProperty().get() == By.INSTANCE ? "nginxLog" : "answers");
        switch (by.valueProperty().get()) {
            case INSTANCE -> instances(run);
            case REQUEST -> requests(run);
            case STATUS -> statuses(run);
        }
    }

    private void head(String last) {
        Label unit = new Label(texts.get("latency.unit"));
        unit.getStyleClass().add("table-head");
        table.add(unit, 0, 0);
        int column = 1;
        for (String percentile : PERCENTILES) {
            table.add(headed(percentile), column++, 0);
        }
        table.add(headed("errors"), column++, 0);
        table.add(headed(last), column, 0);
    }

    private Label headed(String key) {
        Label head = new Label(texts.get("latency." + key));
        head.getStyleClass().add("table-head");
        head.setMinWidth(GridPane.USE_PREF_SIZE);
        return head;
    }

    private void instances(RunFigures run) {
        int row = 1;
        for (InstanceCount count : run.snapshot().instances()) {
            row(
                    row++,
                    instance(count.server()),
                    count.p50Millis(),
                    count.p95Millis(),
                    count.p99Millis(),
                    count.maxMillis(),
                    count.errors(),
                    inLog(run, count));
        }
    }

    private String inLog(RunFigures run, InstanceCount count) {
        if (Double.isNaN(count.configuredShare())) {
            return "–";
        }
        return run.plan().sendsOnly(TwoObservers.UNLOGGED_PATH)
                ? texts.get("latency.notLogged")
                : texts.numbers().count(run.nginxLog().answered(count.server()));
    }

    private void requests(RunFigures run) {
        List<Endpoint> endpoints = run.plan().endpoints();
        List<Part> parts = run.snapshot().requests();
        for (int i = 0; i < parts.size(); i++) {
            part(i + 1, i < endpoints.size() ? endpoints.get(i).name() : "–", parts.get(i));
        }
    }

    private void statuses(RunFigures run) {
        int row = 1;
        for (var each : run.snapshot().statuses().entrySet()) {
            int status = each.getKey();
            part(
                    row++,
                    status == 0 ? texts.get("latency.noAnswer") : String.valueOf(status),
                    each.getValue());
        }
    }

    private void part(int row, String name, Part part) {
        Label label = new Label(name);
        label.setWrapText(true);
        label.setMinHeight(GridPane.USE_PREF_SIZE);
        row(
                row,
                label,
                part.latency().p50(),
                part.latency().p95(),
                part.latency().p99(),
                part.latency().max(),
                part.errors(),
                texts.numbers().count(part.count()));
    }

    private void row(
            int row,
            Node name,
            double p50,
            double p95,
            double p99,
            double max,
            long errors,
            String last) {
        Numbers numbers = texts.numbers();
        table.add(name, 0, row);
        int column = 1;
        for (double millis : List.of(p50, p95, p99, max)) {
            table.add(figure(numbers.millis(millis)), column++, row);
        }
        table.add(figure(numbers.count(errors)), column++, row);
        table.add(figure(last), column, row);
    }

    private static HBox instance(String server) {
        Circle dot = new Circle(5);
        int number = Palette.numberOf(server);
        dot.getStyleClass()
                .addAll(
                        "instance-dot",
                        number == 0 ? "instance-none" : "instance-" + ((number - 1) % 8 + 1));
        Label name = new Label(server);
        name.setMinWidth(GridPane.USE_PREF_SIZE);
        HBox box = new HBox(8, dot, name);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private static Label figure(String text) {
        Label figure = new Label(text);
        figure.setMinWidth(GridPane.USE_PREF_SIZE);
        GridPane.setValignment(figure, VPos.TOP);
        return figure;
    }
}
