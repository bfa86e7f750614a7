package io.lblab.ui.traffic;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The runs of a search, the newest first: whether every bound was kept, the rate asked and
/// reached, the latency.
final class LimitTable extends GridPane {

    private static final List<String> FIGURES =
            List.of("limit.rate", "limit.reached", "limit.p99", "limit.failed");

    private final Texts texts;

    LimitTable(Texts texts) {
        this.texts = texts;
        setId("limit-runs");
        getStyleClass().add("limit-table");
        getColumnConstraints().add(new ColumnConstraints());
        for (int i = 0; i < FIGURES.size(); i++) {
            ColumnConstraints figure = new ColumnConstraints();
            figure.setMinWidth(USE_PREF_SIZE);
            figure.setHgrow(Priority.ALWAYS);
            figure.setHalignment(HPos.RIGHT);
            getColumnConstraints().add(figure);
        }
    }

    void show(List<Step> steps) {
        getChildren().clear();
        for (int i = 0; i < FIGURES.size(); i++) {
            Label name = cell(texts.get(FIGURES.get(i)));
            name.getStyleClass().add("figure-name");
            add(name, i + 1, 0);
        }
        Numbers numbers = texts.numbers();
        int row = 1;
        for (Step step : steps.reversed()) {
            DistributionSnapshot run = step.run();
            Label asked = cell(numbers.rate(step.rate()));
            asked.getStyleClass().add("strong");
            addRow(
                    row++,
                    verdict(step),
                    asked,
                    cell(numbers.rate(run.rate())),
                    cell(numbers.millis(run.p99Millis())),
                    cell(numbers.count(run.errors())));
        }
    }

    private Label verdict(Step step) {
        String words =
                step.isKept()
                        ? texts.get("limit.kept")
                        : texts.get(
                                "limit.broken",
                                step.outcomes().stream()
                                        .filter(outcome -> !outcome.held())
                                        .map(Outcome::threshold)
                                        .collect(Collectors.joining(", ")));
        Label sign = new Label();
        sign.setGraphic(new FontIcon(step.isKept() ? Feather.CHECK : Feather.X));
        sign.getStyleClass().add(step.isKept() ? "bound-kept" : "bound-broken");
        sign.setAccessibleText(words);
        sign.setTooltip(new Tooltip(words));
        return sign;
    }

    private static Label cell(String text) {
        Label cell = new Label(text);
        cell.setMinWidth(USE_PREF_SIZE);
        return cell;
    }
}
