package io.lblab.ui.balancer;

import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/// One row per server: its weight by slider and by field, and the share that comes of it.
final class ServerTable extends VBox {

    /// The slider's usual end; a larger weight can be typed, and stretches it.
    private static final int SLIDER_END = 10;

    private final BalancerViewModel model;
    private final Texts texts;
    private final GridPane grid = new GridPane();

    ServerTable(BalancerViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("server-table");
        grid.getStyleClass().add("table-grid");
        ColumnConstraints slider = new ColumnConstraints();
        slider.setHgrow(Priority.ALWAYS);
        slider.setFillWidth(true);
        ColumnConstraints share = new ColumnConstraints();
        share.setHalignment(HPos.RIGHT);
        share.setMinWidth(66);
        grid.getColumnConstraints().addAll(fixed(), slider, fixed(), share);
        getChildren().add(grid);
        model.rows().addListener((ListChangeListener<ServerRow>) _ -> build());
        build();
    }

    private static ColumnConstraints fixed() {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(USE_PREF_SIZE);
        return column;
    }

    private void build() {
        grid.getChildren().clear();
        getChildren().setAll(grid);
        if (model.rows().isEmpty()) {
            return;
        }
        grid.addRow(
                0,
                head("balancer.server"),
                head("balancer.weight"),
                new Label(),
                head("balancer.share"));
        int row = 1;
        for (ServerRow server : model.rows()) {
            grid.addRow(
                    row++,
                    name(server.server(), row - 1),
                    slider(server),
                    field(server),
                    share(server));
            Label error = new Label();
            error.getStyleClass().add("field-error");
            error.setWrapText(true);
            error.setMinHeight(USE_PREF_SIZE);
            error.textProperty().bind(server.errorProperty());
            getChildren().add(Visibility.when(server.errorProperty().isNotEmpty(), error));
        }
    }

    private Label head(String key) {
        Label head = new Label(texts.get(key));
        head.getStyleClass().add("table-head");
        return head;
    }

    private static HBox name(Server server, int number) {
        Circle dot = new Circle(5);
        dot.getStyleClass().addAll("instance-dot", "instance-" + ((number - 1) % 8 + 1));
        Label name = new Label(server.name());
        name.getStyleClass().add("strong");
        name.setMinWidth(USE_PREF_SIZE);
        Label address = new Label(":" + server.port());
        address.getStyleClass().add("muted");
        address.setMinWidth(USE_PREF_SIZE);
        HBox box = new HBox(dot, name, address);
        HBox.setMargin(name, new javafx.geometry.Insets(0, 0, 0, 8));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Slider slider(ServerRow row) {
        int weight = row.weightProperty().get();
        Slider slider = new Slider(1, Math.max(SLIDER_END, weight), weight);
        slider.setId("slider-" + row.server().name());
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.getStyleClass().addAll("weight-slider", "small");
        slider.setAccessibleText(texts.get("balancer.weightOf", row.server().name()));
        slider.setMinWidth(90);
        slider.valueProperty()
                .subscribe((before, now) ->
                        row.weightProperty().set((int) Math.round(now.doubleValue())));
        row.weightProperty()
                .subscribe((before, now) -> {
                    if (now.intValue() > slider.getMax()) {
                        slider.setMax(now.intValue());
                    }
                    if (Math.round(slider.getValue()) != now.intValue()) {
                        slider.setValue(now.intValue());
                    }
                });
        return slider;
    }

    private TextField field(ServerRow row) {
        TextField field = new TextField();
        field.setId("weight-" + row.server().name());
        field.getStyleClass().addAll("weight-field");
        field.setAccessibleText(texts.get("balancer.weightOf", row.server().name()));
        field.setPrefColumnCount(3);
        field.setMinWidth(USE_PREF_SIZE);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.textProperty().bindBidirectional(row.typedProperty());
        field.setOnAction(_ -> model.apply());
        row.errorProperty()
                .subscribe(now ->
                        field.pseudoClassStateChanged(
                                javafx.css.PseudoClass.getPseudoClass("danger"), !now.isEmpty()));
        return field;
    }

    private Label share(ServerRow row) {
        Label share = new Label();
        share.setId("share-" + row.server().name());
        share.setMinWidth(USE_PREF_SIZE);
        share.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> texts.numbers().roundPercent(model.share(row)),
                                model.rows().stream()
                                        .map(ServerRow::weightProperty)
                                        .toArray(javafx.beans.Observable[]::new)));
        return share;
    }
}
