package io.lblab.ui.traffic;

import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import io.lblab.ui.traffic.TrafficViewModel.Model;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The details of a run: how many, how many at a time, what, from whom.
final class PlanForm extends GridPane {

    private final TrafficViewModel model;
    private final Texts texts;
    private int rows;

    PlanForm(TrafficViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("form-grid");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        names.setHalignment(HPos.LEFT);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setFillWidth(true);
        getColumnConstraints().addAll(names, values);

        BooleanBinding single =
                Bindings.createBooleanBinding(
                        () -> model.mixProperty().get().isEmpty(), model.mixProperty());
        BooleanBinding open = model.modelProperty().isEqualTo(Model.OPEN);
        row(
                "traffic.model",
                choice("model", "traffic.model", Model.values(), model.modelProperty()));
        shown(
                open.not(),
                "traffic.requests",
                line(
                        field("requests", model.requestsProperty(), "traffic.requests", 8),
                        word("traffic.atATime"),
                        field(
                                "concurrency",
                                model.concurrencyProperty(),
                                "traffic.concurrency",
                                5)));
        shown(
                open,
                "traffic.rate",
                line(
                        field("rate", model.rateProperty(), "traffic.rate", 8),
                        word("traffic.for"),
                        field("duration", model.durationProperty(), "traffic.duration", 5)));
        shown(
                open,
                "traffic.arrive",
                choice(
                        "arrivals",
                        "traffic.arrivals",
                        Arrivals.values(),
                        model.arrivalsProperty()));
        Label stages = new Label(texts.get("traffic.stages"));
        stages.getStyleClass().add("form-hint");
        stages.setWrapText(true);
        stages.setMinHeight(USE_PREF_SIZE);
        add(Visibility.when(open, stages), 1, rows++);
        TextField path = field("path", model.pathProperty(), "traffic.path", 14);
        HBox.setHgrow(path, Priority.ALWAYS);
        path.setMaxWidth(Double.MAX_VALUE);
        row(
                "traffic.request",
                new VBox(
                        Visibility.when(single, line(method(), path)),
                        Visibility.when(single.not(), mix())));
        Label bodyName = label("traffic.body");
        TextField body = field("body", model.bodyProperty(), "traffic.body", 20);
        BooleanBinding takesBody =
                Bindings.createBooleanBinding(
                        () ->
                                single.get()
                                        && TrafficViewModel.takesBody(model.methodProperty().get()),
                        single,
                        model.methodProperty());
        addRow(rows++, Visibility.when(takesBody, bodyName), Visibility.when(takesBody, body));
        row(
                "traffic.clients",
                line(field("clients", model.clientsProperty(), "traffic.clients", 5), via()));
        Label how = new Label();
        how.getStyleClass().add("form-hint");
        how.setWrapText(true);
        how.setMinHeight(USE_PREF_SIZE);
        how.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.get("via.about." + model.viaProperty().get()),
                                model.viaProperty()));
        add(how, 1, rows++);
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

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("form-line");
        return line;
    }

    private TextField field(String id, StringProperty value, String name, int columns) {
        TextField field = new TextField();
        field.setId(id);
        field.setPrefColumnCount(columns);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.setAccessibleText(texts.get(name));
        field.textProperty().bindBidirectional(value);
        field.setOnAction(_ -> model.fire());
        return field;
    }

    private ComboBox<String> method() {
        ComboBox<String> method = new ComboBox<>();
        method.setId("method");
        method.getItems().setAll(TrafficViewModel.METHODS);
        method.valueProperty().bindBidirectional(model.methodProperty());
        method.setAccessibleText(texts.get("traffic.method"));
        method.setMinWidth(112);
        return method;
    }

    private ComboBox<Via> via() {
        return choice("via", "traffic.via", Via.values(), model.viaProperty());
    }

    /// A box of constants whose words are the texts `id.CONSTANT`.
    private <T extends Enum<T>> ComboBox<T> choice(
            String id, String name, T[] values, ObjectProperty<T> chosen) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(T value) {
                        return value == null ? "" : texts.get(id + "." + value);
                    }

                    @Override
                    public T fromString(String text) {
                        throw new UnsupportedOperationException("The box is not editable.");
                    }
                });
        box.valueProperty().bindBidirectional(chosen);
        box.setAccessibleText(texts.get(name));
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Node mix() {
        Label words = new Label();
        words.getStyleClass().add("code-line");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> describe(model.mixProperty().get()), model.mixProperty()));
        Hyperlink single = new Hyperlink(texts.get("traffic.leaveMix"));
        single.setId("leave-mix");
        single.setOnAction(_ -> model.leaveMix());
        return new VBox(2, words, single);
    }

    private String describe(List<WeightedRequest> mix) {
        double total = mix.stream().mapToInt(WeightedRequest::weight).sum();
        return mix.stream()
                .map(r ->
                        "%2.0f %%  %-4s %s"
                                .formatted(100 * r.weight() / total, r.method(), r.path()))
                .collect(Collectors.joining("\n"));
    }
}
