package io.lblab.ui.balancer;

import io.lblab.ui.fx.Visibility;
import io.lblab.ui.fx.Worded;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import io.lblab.upstream.Server.Mode;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What one server is edited with. [ServerTable] puts it in its places.
final class ServerControls {

    /// The slider's usual end; a larger weight can be typed, and stretches it.
    private static final int SLIDER_END = 10;

    final HBox name;
    final Slider slider;
    final TextField weight;
    final Label share = new Label();
    final TextField maxFails;
    final TextField failTimeout;
    final TextField maxConns;
    final ComboBox<Mode> mode = new ComboBox<>();

    /// Opens and closes what has no room beside the weight, and says it in nginx's words.
    final ToggleButton details = new ToggleButton();

    final VBox errors = new VBox();

    private final BalancerViewModel model;
    private final ServerRow row;
    private final Texts texts;

    ServerControls(BalancerViewModel model, ServerRow row, int number, Texts texts) {
        this.model = model;
        this.row = row;
        this.texts = texts;
        name = name(row.server(), number);
        slider = slider();
        weight = field("weight", row.weight(), 3);
        maxFails = field("max_fails", row.maxFails(), 4);
        failTimeout = field("fail_timeout", row.failTimeout(), 4);
        maxConns = field("max_conns", row.maxConns(), 4);
        share.setId("share-" + row.name());
        share.setMinWidth(Region.USE_PREF_SIZE);
        mode();
        details();
        errors.getStyleClass().add("server-errors");
        for (Typed<Integer> field : row.fields()) {
            errors.getChildren()
                    .add(Visibility.when(field.errorProperty().isNotEmpty(), Fields.error(field)));
        }
        model.form().rows().forEach(each -> each.onChange(this::showShare));
        showShare();
    }

    private static HBox name(Server server, int number) {
        Circle dot = new Circle(5);
        dot.getStyleClass().addAll("instance-dot", "instance-" + ((number - 1) % 8 + 1));
        Label name = new Label(server.name());
        name.getStyleClass().add("strong");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label address = new Label(":" + server.port());
        address.getStyleClass().add("muted");
        address.setMinWidth(Region.USE_PREF_SIZE);
        HBox box = new HBox(dot, name, address);
        HBox.setMargin(name, new Insets(0, 0, 0, 8));
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    private Slider slider() {
        int start = row.weight().get();
        Slider slider = new Slider(1, Math.max(SLIDER_END, start), start);
        slider.setId("slider-" + row.name());
        slider.setBlockIncrement(1);
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.getStyleClass().addAll("weight-slider", "small");
        slider.setAccessibleText(texts.get("balancer.weightOf", row.name()));
        slider.setMinWidth(76);
        slider.valueProperty()
                .subscribe((before, now) -> row.weight().set((int) Math.round(now.doubleValue())));
        row.weight()
                .valueProperty()
                .subscribe((before, now) -> {
                    if (now > slider.getMax()) {
                        slider.setMax(now);
                    }
                    if (Math.round(slider.getValue()) != now) {
                        slider.setValue(now);
                    }
                });
        return slider;
    }

    private TextField field(String what, Typed<Integer> value, int columns) {
        TextField field =
                Fields.of(
                        what + "-" + row.name(),
                        texts.get("balancer." + what + "Of", row.name()),
                        value,
                        columns);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setMaxWidth(Region.USE_PREF_SIZE);
        field.setOnAction(_ -> model.apply());
        field.setTooltip(new Tooltip(texts.get("balancer.about." + what)));
        return field;
    }

    private void mode() {
        mode.setId("mode-" + row.name());
        mode.getStyleClass().add("small-field");
        mode.getItems().setAll(Mode.values());
        mode.setConverter(
                new Worded<>(mode.getItems(), value -> texts.get("balancer.mode." + value)));
        mode.valueProperty().bindBidirectional(row.modeProperty());
        mode.setAccessibleText(texts.get("balancer.modeOf", row.name()));
        mode.setTooltip(new Tooltip(texts.get("balancer.about.mode")));
        mode.setMinWidth(104);
        mode.setMaxWidth(Double.MAX_VALUE);
    }

    private void details() {
        details.setId("details-" + row.name());
        details.getStyleClass().add("server-details");
        details.setMnemonicParsing(false);
        details.setWrapText(true);
        details.setMinWidth(0);
        details.setMinHeight(Region.USE_PREF_SIZE);
        details.setMaxWidth(Double.MAX_VALUE);
        details.setAlignment(Pos.CENTER_LEFT);
        FontIcon icon = new FontIcon(Feather.CHEVRON_RIGHT);
        details.setGraphic(icon);
        details.selectedProperty()
                .subscribe(open ->
                        icon.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT));
        details.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::words,
                                row.maxFails().valueProperty(),
                                row.failTimeout().valueProperty(),
                                row.maxConns().valueProperty(),
                                row.modeProperty()));
        details.setAccessibleText(texts.get("balancer.detailsOf", row.name()));
        row.fields()
                .forEach(field ->
                        field.errorProperty()
                                .subscribe(error -> {
                                    if (!error.isEmpty() && field != row.weight()) {
                                        details.setSelected(true);
                                    }
                                }));
    }

    /// As they stand in nginx.conf.
    private String words() {
        Server server = row.draft();
        return "max_fails="
                + server.maxFails()
                + " fail_timeout="
                + server.failTimeoutSeconds()
                + "s"
                + (server.maxConns() == 0 ? "" : " max_conns=" + server.maxConns())
                + switch (server.mode()) {
                    case UP -> "";
                    case BACKUP -> " backup";
                    case DOWN -> " down";
                    case DRAIN -> " drain";
                };
    }

    private void showShare() {
        share.setText(
                model.form()
                        .share(row)
                        .map(part -> texts.numbers().roundPercent(part))
                        .orElse("–"));
    }
}
