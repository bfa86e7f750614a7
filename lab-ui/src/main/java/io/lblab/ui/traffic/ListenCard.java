package io.lblab.ui.traffic;

import io.lblab.traffic.listen.ListenersSnapshot;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ListenersSnapshot.Probes;
import io.lblab.ui.model.ListenFigures;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The listeners: who holds them, what they heard, how late, and why streams ended.
final class ListenCard extends VBox {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final Texts texts;
    private final Label open = figure("listen-open");
    private final Label of = new Label();
    private final Label events = figure("listen-events");
    private final Label perSecond = figure("listen-rate");
    private final Label elapsed = figure("listen-elapsed");
    private final Label p50 = figure("listen-p50");
    private final Label p99 = figure("listen-p99");
    private final Label missed = figure("listen-missed");
    private final Label words = new Label();
    private final GridPane notes = new GridPane(16, 4);
    private final HeldTable held;
    private final VBox figures;
    private @Nullable ListenFigures drawn;

    ListenCard(Texts texts, Theme theme) {
        this.texts = texts;
        held = new HeldTable(texts, theme);
        getStyleClass().add("run-card");
        of.getStyleClass().add("muted");
        of.setWrapText(true);
        of.setMinHeight(USE_PREF_SIZE);
        open.getStyleClass().add("figure-large");
        HBox count = new HBox(8, open, of);
        count.getStyleClass().add("baseline");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("figure-grid");
        for (int i = 0; i < 3; i++) {
            ColumnConstraints third = new ColumnConstraints();
            third.setPercentWidth(100.0 / 3);
            grid.getColumnConstraints().add(third);
        }
        grid.addRow(
                0,
                cell("listen.events", events),
                cell("listen.perSecond", perSecond),
                cell("run.elapsed", elapsed));
        grid.addRow(
                1, cell("listen.p50", p50), cell("listen.p99", p99), cell("listen.missed", missed));
        words.setId("listen-words");
        words.getStyleClass().add("form-hint");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        figures = new VBox(16, count, held, grid, words, notes);
        Label hint = new Label(texts.get("listen.none"));
        hint.getStyleClass().add("empty-text");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        getChildren().add(hint);
    }

    void show(@Nullable ListenFigures now, boolean underWay) {
        if (now == null || now.equals(drawn)) {
            return;
        }
        if (drawn == null) {
            getChildren().setAll(figures);
        }
        drawn = now;
        Numbers numbers = texts.numbers();
        ListenersSnapshot heard = now.heard();
        Probes probes = heard.probes();
        String all = numbers.count(heard.listeners().size());
        open.setText(numbers.count(heard.open()));
        of.setText(texts.get(underWay ? "listen.of" : "listen.ended", all));
        held.show(now);
        events.setText(numbers.count(heard.events()));
        perSecond.setText(numbers.rate(heard.eventsPerSecond()));
        elapsed.setText(numbers.duration(now.elapsed()));
        p50.setText(numbers.millis(probes.p50Millis()));
        p99.setText(numbers.millis(probes.p99Millis()));
        missed.setText(numbers.count(probes.missed()));
        missed.pseudoClassStateChanged(BAD, probes.missed() > 0);
        words.setText(sentence(heard));
        showNotes(heard);
    }

    /// What the probes say, and whether all heard as much.
    private String sentence(ListenersSnapshot heard) {
        Numbers numbers = texts.numbers();
        Probes probes = heard.probes();
        if (probes.published() > 0) {
            return texts.get(
                    probes.missed() == 0 ? "listen.allHeard" : "listen.someMissed",
                    numbers.count(probes.published()),
                    numbers.count(probes.receipts()),
                    numbers.count(heard.missing().size()));
        }
        long fewest = heard.listeners().stream().mapToLong(Heard::events).min().orElse(0);
        long most = heard.listeners().stream().mapToLong(Heard::events).max().orElse(0);
        return texts.get("listen.between", numbers.count(fewest), numbers.count(most));
    }

    private void showNotes(ListenersSnapshot heard) {
        Map<String, Long> lines = new LinkedHashMap<>();
        if (heard.reconnects() > 0) {
            lines.put(texts.get("listen.reconnects"), heard.reconnects());
        }
        if (heard.probes().away() > 0) {
            lines.put(texts.get("listen.away"), heard.probes().away());
        }
        lines.putAll(new TreeMap<>(heard.breaks()));
        new TreeMap<>(heard.probes().failures())
                .forEach((why, count) -> lines.put(texts.get("listen.notPublished", why), count));
        notes.getChildren().clear();
        int row = 0;
        for (Map.Entry<String, Long> line : lines.entrySet()) {
            Label count = new Label(texts.numbers().count(line.getValue()));
            count.getStyleClass().add("strong");
            count.setMinWidth(USE_PREF_SIZE);
            Label what = new Label(line.getKey());
            what.setWrapText(true);
            what.setMinHeight(USE_PREF_SIZE);
            notes.addRow(row++, count, what);
        }
    }

    private Node cell(String key, Label figure) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("figure-name");
        name.setMinWidth(USE_PREF_SIZE);
        return new VBox(name, figure);
    }

    private static Label figure(String id) {
        Label figure = new Label("–");
        figure.setId(id);
        figure.getStyleClass().add("figure");
        figure.setMinWidth(USE_PREF_SIZE);
        return figure;
    }
}
