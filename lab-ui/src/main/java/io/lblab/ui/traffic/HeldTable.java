package io.lblab.ui.traffic;

import io.lblab.traffic.listen.ListenersSnapshot.Held;
import io.lblab.ui.model.ListenFigures;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// How many listeners each instance holds, as bars in the instances' colours, and what was heard
/// from it.
final class HeldTable extends GridPane {

    private final Texts texts;
    private final Theme theme;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private @Nullable ListenFigures shown;

    private record Row(ShareBar bar, Label held, Label events) {}

    HeldTable(Texts texts, Theme theme) {
        this.texts = texts;
        this.theme = theme;
        getStyleClass().add("held-table");
        ColumnConstraints bar = new ColumnConstraints();
        bar.setHgrow(Priority.ALWAYS);
        bar.setFillWidth(true);
        getColumnConstraints()
                .addAll(column(HPos.LEFT), bar, column(HPos.RIGHT), column(HPos.RIGHT));
        theme.schemeProperty()
                .subscribe(_ -> {
                    ListenFigures now = shown;
                    if (now != null) {
                        show(now);
                    }
                });
    }

    private static ColumnConstraints column(HPos side) {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(USE_PREF_SIZE);
        column.setHalignment(side);
        return column;
    }

    void show(ListenFigures figures) {
        shown = figures;
        Map<String, String> servers = figures.servers();
        if (!rows.keySet().equals(servers.keySet())) {
            build(servers);
        }
        int all = figures.heard().listeners().size();
        rows.forEach((id, row) -> {
            Held held = figures.heard().instances().getOrDefault(id, new Held(0, 0));
            row.bar()
                    .show(
                            (double) held.listeners() / all,
                            theme.palette().of(servers.getOrDefault(id, id)));
            row.held().setText(texts.numbers().count(held.listeners()));
            row.events().setText(texts.numbers().count(held.events()));
        });
    }

    private void build(Map<String, String> servers) {
        getChildren().clear();
        rows.clear();
        addRow(0, new Region(), new Region(), name("listen.held"), name("listen.eventsFrom"));
        servers.forEach((id, server) -> {
            Row row = new Row(new ShareBar(), figure(), figure());
            row.held().setId("held-" + server);
            row.held().getStyleClass().add("strong");
            rows.put(id, row);
            Label name = figure();
            name.setText(server);
            addRow(rows.size(), name, row.bar(), row.held(), row.events());
        });
    }

    private Label name(String key) {
        Label name = figure();
        name.setText(texts.get(key));
        name.getStyleClass().add("figure-name");
        return name;
    }

    private static Label figure() {
        Label figure = new Label();
        figure.setMinWidth(USE_PREF_SIZE);
        return figure;
    }
}
