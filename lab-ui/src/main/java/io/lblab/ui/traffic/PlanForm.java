package io.lblab.ui.traffic;

import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.Load.Arrivals;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.fx.Worded;
import io.lblab.ui.text.Texts;
import io.lblab.ui.traffic.PlanFields.Model;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// How a run is spread over time and over clients, and what it is held to.
final class PlanForm extends GridPane {

    private final TrafficViewModel model;
    private final PlanFields fields;
    private final Texts texts;
    private int rows;

    PlanForm(TrafficViewModel model, Texts texts) {
        this.model = model;
        this.fields = model.fields();
        this.texts = texts;
        getStyleClass().add("form-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        names.setHalignment(HPos.LEFT);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        getColumnConstraints().addAll(names, values);

        row(
                "traffic.model",
                choice("model", "traffic.model", Model.values(), fields.modelProperty()));
        closed(fields.modelProperty().isEqualTo(Model.CLOSED));
        open(fields.modelProperty().isEqualTo(Model.OPEN));
        limit(fields.modelProperty().isEqualTo(Model.LIMIT));
        clients();
        row(
                "traffic.seed",
                line(
                        field("seed", fields.seedProperty(), "traffic.seed", 8),
                        hint("traffic.seedHint")));
        TextField bounds = field("thresholds", fields.thresholdsProperty(), "traffic.bounds", 14);
        bounds.setPromptText("p99 < 50ms, errors < 0.1%");
        grow(bounds);
        row("traffic.bounds", bounds);
    }

    private void closed(BooleanBinding shown) {
        shown(
                shown,
                "traffic.requests",
                line(
                        field("requests", fields.requestsProperty(), "traffic.requests", 8),
                        word("traffic.atATime"),
                        field(
                                "concurrency",
                                fields.concurrencyProperty(),
                                "traffic.concurrency",
                                5)));
        shown(
                shown,
                "traffic.think",
                line(
                        field("think", fields.thinkProperty(), "traffic.think", 8),
                        hint("traffic.thinkHint")));
    }

    private void open(BooleanBinding shown) {
        shown(
                shown,
                "traffic.rate",
                line(
                        field("rate", fields.rateProperty(), "traffic.rate", 12),
                        word("traffic.for"),
                        field("duration", fields.durationProperty(), "traffic.duration", 5)));
        CurvePicture curve = new CurvePicture(texts);
        add(Visibility.when(shown, curve), 1, rows++);
        Runnable draw = () -> curve.show(fields.curve());
        fields.rateProperty().subscribe(draw);
        fields.durationProperty().subscribe(draw);
        fields.modelProperty().subscribe(draw);
        draw.run();
        shown(
                shown,
                "traffic.arrive",
                choice(
                        "arrivals",
                        "traffic.arrivals",
                        Arrivals.values(),
                        fields.arrivalsProperty()));
        add(Visibility.when(shown, hint("traffic.stages")), 1, rows++);
    }

    private void limit(BooleanBinding shown) {
        LimitFields limit = fields.limit();
        shown(
                shown,
                "limit.rates",
                line(
                        field("limit-from", limit.fromProperty(), "limit.from", 5),
                        word("limit.upTo"),
                        field("limit-to", limit.toProperty(), "limit.to", 6),
                        word("limit.perSecond")));
        shown(
                shown,
                "limit.each",
                line(
                        field("limit-each", limit.eachProperty(), "limit.each", 5),
                        hint("limit.eachHint")));
        add(Visibility.when(shown, hint("limit.how")), 1, rows++);
    }

    private void clients() {
        row(
                "traffic.clients",
                line(
                        field("clients", fields.clientsProperty(), "traffic.clients", 5),
                        choice("via", "traffic.via", Via.values(), fields.viaProperty())));
        row(
                "traffic.networks",
                line(
                        field("networks", fields.networksProperty(), "traffic.networks", 5),
                        hint("traffic.networksHint")));
        Label how = new Label();
        how.getStyleClass().add("form-hint");
        how.setWrapText(true);
        how.setMinHeight(USE_PREF_SIZE);
        how.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.get("via.about." + fields.viaProperty().get()),
                                fields.viaProperty()));
        add(how, 1, rows++);
        ComboBox<String> skew = new ComboBox<>();
        skew.setId("skew");
        skew.setEditable(true);
        skew.getItems().setAll("uniform", "zipf:1", "heavy:50%");
        skew.valueProperty().bindBidirectional(fields.skewProperty());
        skew.getEditor().textProperty().bindBidirectional(fields.skewProperty());
        skew.setAccessibleText(texts.get("traffic.skew"));
        grow(skew);
        row("traffic.skew", skew);
        CheckBox keepAlive = new CheckBox(texts.get("traffic.keepAlive"));
        keepAlive.setId("keep-alive");
        keepAlive.setMinWidth(USE_PREF_SIZE);
        keepAlive.selectedProperty().bindBidirectional(fields.keepAliveProperty());
        add(keepAlive, 1, rows++);
    }

    private void row(String key, Node value) {
        addRow(rows++, label(key), value);
    }

    /// A row that is there only then.
    private void shown(BooleanBinding when, String key, Node value) {
        addRow(rows++, Visibility.when(when, label(key)), Visibility.when(when, value));
    }

    private Label label(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("form-label");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private Label word(String key) {
        Label word = new Label(texts.get(key));
        word.setMinWidth(USE_PREF_SIZE);
        return word;
    }

    private Label hint(String key) {
        Label hint = new Label(texts.get(key));
        hint.getStyleClass().add("form-hint");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        return hint;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("form-line");
        return line;
    }

    private static void grow(Region field) {
        field.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(field, Priority.ALWAYS);
    }

    private TextField field(String id, StringProperty value, String name, int columns) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(columns);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.setAccessibleText(texts.get(name));
        field.textProperty().bindBidirectional(value);
        field.setOnAction(_ -> model.begin());
        return field;
    }

    /// A box of constants whose words are the texts `id.CONSTANT`.
    private <T extends Enum<T>> ComboBox<T> choice(
            String id, String name, T[] values, ObjectProperty<T> chosen) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setConverter(new Worded<>(List.of(values), value -> texts.get(id + "." + value)));
        box.valueProperty().bindBidirectional(chosen);
        box.setAccessibleText(texts.get(name));
        grow(box);
        return box;
    }
}
