package io.lblab.ui.traffic;

import io.lblab.traffic.Journey;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What is sent: a line for each kind of request, drawn by weight.
final class MixEditor extends VBox {

    private final TrafficViewModel model;
    private final PlanFields fields;
    private final Texts texts;
    private final VBox rows = new VBox();

    MixEditor(TrafficViewModel model, Texts texts) {
        this.model = model;
        this.fields = model.fields();
        this.texts = texts;
        getStyleClass().add("mix-editor");
        rows.getStyleClass().add("mix-editor");
        Button add =
                Buttons.plain("add-request", texts.get("mix.add"), Feather.PLUS, this::addRequest);
        CheckBox cookies = new CheckBox(texts.get("mix.cookies"));
        cookies.setId("cookies");
        cookies.setMinWidth(USE_PREF_SIZE);
        cookies.selectedProperty().bindBidirectional(fields.cookiesProperty());
        cookies.setTooltip(new Tooltip(texts.get("mix.cookiesHint")));
        HBox below = new HBox(add, cookies);
        below.getStyleClass().add("form-line");
        getChildren().addAll(rows, data(), below);
        fields.mix().addListener((ListChangeListener<MixRow>) _ -> list());
        list();
    }

    private void addRequest() {
        fields.mix().add(MixRow.of(WeightedRequest.get("/shop")));
    }

    private void list() {
        rows.getChildren().clear();
        for (int i = 0; i < fields.mix().size(); i++) {
            MixRow row = fields.mix().get(i);
            rows.getChildren()
                    .add(
                            row.journey().isPresent()
                                    ? line(row, i, journey(row.journey().get()))
                                    : request(row, i));
        }
    }

    private Node request(MixRow row, int place) {
        ComboBox<String> method = new ComboBox<>();
        method.setId(id("method", place));
        method.getItems().setAll(WeightedRequest.METHODS);
        method.valueProperty().bindBidirectional(row.methodProperty());
        method.setAccessibleText(texts.get("traffic.method"));
        method.setMinWidth(112);
        TextField path = field(id("path", place), row.pathProperty(), "traffic.path", 10);
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        TextField body = field(id("body", place), row.bodyProperty(), "traffic.body", 10);
        body.setPromptText(texts.get("traffic.body"));
        body.getStyleClass().add("code-field");
        Node withBody =
                Visibility.when(
                        Bindings.createBooleanBinding(
                                () -> WeightedRequest.isMeantForABody(row.methodProperty().get()),
                                row.methodProperty()),
                        body);
        Label extras = new Label(texts.get("mix.extras", row.extras()));
        extras.getStyleClass().add("form-hint");
        VBox lines = new VBox(line(row, place, method, path), withBody);
        lines.getStyleClass().add("mix-row");
        if (row.extras() > 0) {
            lines.getChildren().add(extras);
        }
        return lines;
    }

    private Node journey(Journey journey) {
        Label words = new Label(texts.get("mix.journey", journey.name(), journey.steps().size()));
        words.setTooltip(
                new Tooltip(
                        journey.steps().stream()
                                .map(step ->
                                        step.name()
                                                + ": "
                                                + step.request().method()
                                                + " "
                                                + step.request().path())
                                .collect(Collectors.joining("\n"))));
        words.setGraphic(new FontIcon(Feather.USER));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        return words;
    }

    private HBox line(MixRow row, int place, Node... what) {
        HBox line = new HBox();
        line.getStyleClass().add("form-line");
        if (fields.mix().size() > 1) {
            line.getChildren()
                    .add(field(id("weight", place), row.weightProperty(), "mix.weight", 3));
        }
        line.getChildren().addAll(what);
        if (fields.mix().size() > 1) {
            Button remove = new Button(null, new FontIcon(Feather.X));
            remove.setId(id("remove", place));
            remove.getStyleClass().addAll("flat", "button-icon", "small");
            remove.setAccessibleText(texts.get("mix.remove"));
            remove.setTooltip(new Tooltip(texts.get("mix.remove")));
            remove.setMinWidth(USE_PREF_SIZE);
            remove.setOnAction(_ -> fields.mix().remove(row));
            line.getChildren().add(remove);
        }
        return line;
    }

    /// The rows that a plan's file brought.
    private Node data() {
        Label words = new Label();
        words.getStyleClass().add("form-hint");
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        fields.dataProperty()
                                                .get()
                                                .map(data ->
                                                        texts.get(
                                                                "mix.data",
                                                                data.rows().size(),
                                                                String.join(", ", data.columns())))
                                                .orElse(""),
                                fields.dataProperty()));
        return Visibility.when(
                Bindings.createBooleanBinding(
                        () -> fields.dataProperty().get().isPresent(), fields.dataProperty()),
                words);
    }

    private TextField field(String id, StringProperty value, String name, int columns) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(columns);
        field.setMinWidth(columns > 5 ? 80 : USE_PREF_SIZE);
        field.setAccessibleText(texts.get(name));
        field.textProperty().bindBidirectional(value);
        field.setOnAction(_ -> model.fire());
        return field;
    }

    /// The first line's names stand alone: `path`, then `path-2`.
    private static String id(String name, int place) {
        return place == 0 ? name : name + "-" + (place + 1);
    }
}
