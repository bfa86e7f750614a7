package io.lblab.ui.balancer;

import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What holds for all servers together: the shared zone, kept connections, nginx's workers.
final class UpstreamOptions extends VBox {

    private final BalancerViewModel model;
    private final Texts texts;

    UpstreamOptions(BalancerViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        BalancingForm form = model.form();
        getStyleClass().add("upstream-options");
        CheckBox zone = new CheckBox(texts.get("balancer.zone"));
        zone.setId("zone");
        zone.setMinWidth(USE_PREF_SIZE);
        zone.selectedProperty().bindBidirectional(form.zoneProperty());
        FlowPane line =
                new FlowPane(
                        zone,
                        named("keepalive", form.keepalive()),
                        named("workers", form.workers()));
        line.getStyleClass().add("options-line");
        Label meaning = new Label();
        meaning.setId("zone-meaning");
        meaning.getStyleClass().add("form-hint");
        meaning.setWrapText(true);
        meaning.setMinHeight(USE_PREF_SIZE);
        meaning.textProperty()
                .bind(
                        form.zoneProperty()
                                .map(shared ->
                                        texts.get(
                                                shared
                                                        ? "balancer.zone.shared"
                                                        : "balancer.zone.own")));
        getChildren().addAll(line, meaning, error(form.keepalive()), error(form.workers()));
    }

    private HBox named(String what, Typed<?> value) {
        TextField field = Fields.of(what, texts.get("balancer." + what), value, 3);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setOnAction(_ -> model.apply());
        field.setTooltip(new Tooltip(texts.get("balancer.about." + what)));
        HBox box = new HBox(Fields.name(texts.get("balancer." + what)), field);
        box.getStyleClass().add("named-field");
        return box;
    }

    private static Label error(Typed<?> value) {
        return Visibility.when(value.errorProperty().isNotEmpty(), Fields.error(value));
    }
}
