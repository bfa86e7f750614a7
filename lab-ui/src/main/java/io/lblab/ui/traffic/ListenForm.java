package io.lblab.ui.traffic;

import io.lblab.ui.text.Texts;
import javafx.beans.property.StringProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// How many listen, from where, and whether the lab gives them something to hear.
final class ListenForm extends GridPane {

    private final TrafficViewModel model;
    private final Texts texts;

    ListenForm(TrafficViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("form-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        getColumnConstraints().addAll(names, values);
        ListenFields fields = model.listenFields();
        row(0, "listen.listeners", "listeners", fields.listenersProperty(), "listen.most");
        row(1, "traffic.clients", "listen-clients", fields.clientsProperty(), "listen.networks");
        CheckBox probing = new CheckBox(texts.get("listen.probe"));
        probing.setId("listen-probe");
        probing.setMinWidth(USE_PREF_SIZE);
        probing.selectedProperty().bindBidirectional(fields.probingProperty());
        add(probing, 1, 2);
        add(hint("listen.probeHint"), 1, 3);
    }

    private void row(int row, String key, String id, StringProperty value, String hint) {
        Label name = new Label(texts.get(key));
        name.getStyleClass().add("form-label");
        name.setMinWidth(USE_PREF_SIZE);
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(5);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.setAccessibleText(texts.get(key));
        field.textProperty().bindBidirectional(value);
        field.setOnAction(_ -> model.begin());
        HBox line = new HBox(field, hint(hint));
        line.getStyleClass().add("form-line");
        addRow(row, name, line);
    }

    private Label hint(String key) {
        Label hint = new Label(texts.get(key));
        hint.getStyleClass().add("form-hint");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        return hint;
    }
}
