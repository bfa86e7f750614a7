package io.lblab.ui.balancer;

import io.lblab.ui.balancer.StrategyForm.Kind;
import io.lblab.ui.balancer.StrategyForm.Sticky;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.fx.Worded;
import io.lblab.ui.text.Texts;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the chosen strategy does, in a sentence, and its parameters if it has any.
final class StrategyDetail extends VBox {

    private static final List<String> COMMON_KEYS =
            List.of(
                    "$request_uri",
                    "$uri",
                    "$arg_user",
                    "$remote_addr",
                    "$cookie_session",
                    "$http_x_client",
                    "$host$request_uri");

    private final StrategyForm form;
    private final Texts texts;

    StrategyDetail(StrategyForm form, Texts texts) {
        this.form = form;
        this.texts = texts;
        Label about = new Label();
        about.setId("strategy-about");
        about.getStyleClass().add("strategy-about");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        about.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(about, Priority.ALWAYS);
        about.textProperty()
                .bind(form.kindProperty().map(kind -> texts.get("strategy.about." + kind.id())));
        HBox line = new HBox(about, when(Kind.HASH, hash()));
        line.getChildren().add(when(Kind.LEAST_TIME, leastTime()));
        line.getChildren().add(when(Kind.STICKY, sticky()));
        line.getStyleClass().add("strategy-detail");
        getChildren().addAll(line, error(Kind.HASH, form.key()), error(Kind.STICKY, form.cookie()));
    }

    private HBox hash() {
        TextField key = Fields.of("hash-key", texts.get("strategy.key"), form.key(), 13);
        key.getStyleClass().addAll("left-pill", "code-field");
        MenuButton common = new MenuButton();
        common.setId("hash-keys");
        common.setGraphic(new FontIcon(Feather.LIST));
        common.getStyleClass().addAll("right-pill", "button-icon");
        common.setAccessibleText(texts.get("strategy.keys"));
        common.setTooltip(new javafx.scene.control.Tooltip(texts.get("strategy.keys")));
        for (String each : COMMON_KEYS) {
            MenuItem item = new MenuItem(each);
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> form.key().reset(each));
            common.getItems().add(item);
        }
        HBox choice = new HBox(key, common);
        choice.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return line(
                Fields.name(texts.get("strategy.key")),
                choice,
                check("hash-consistent", "strategy.consistent", form.consistentProperty()));
    }

    private HBox leastTime() {
        ComboBox<Boolean> until = new ComboBox<>();
        until.setId("time-until");
        until.getStyleClass().add("small-field");
        until.getItems().setAll(false, true);
        until.setConverter(new Worded<>(until.getItems(), last -> last ? "last_byte" : "header"));
        until.valueProperty().bindBidirectional(form.lastByteProperty().asObject());
        until.setAccessibleText(texts.get("strategy.until"));
        return line(
                Fields.name(texts.get("strategy.until")),
                until,
                check("time-inflight", "strategy.inflight", form.inflightProperty()));
    }

    private HBox sticky() {
        ComboBox<Sticky> how = new ComboBox<>();
        how.setId("sticky-how");
        how.getStyleClass().add("small-field");
        how.getItems().setAll(Sticky.values());
        how.setConverter(new Worded<>(how.getItems(), word("strategy.sticky.")));
        how.valueProperty().bindBidirectional(form.stickyProperty());
        how.setAccessibleText(texts.get("strategy.sticky"));
        TextField cookie =
                Fields.of("sticky-cookie", texts.get("strategy.cookie"), form.cookie(), 9);
        cookie.getStyleClass().add("code-field");
        return line(how, Fields.name(texts.get("strategy.cookie")), cookie);
    }

    private Function<Sticky, String> word(String prefix) {
        return value -> texts.get(prefix + value);
    }

    private CheckBox check(String id, String key, BooleanProperty value) {
        CheckBox check = new CheckBox(texts.get(key));
        check.setId(id);
        check.setMinWidth(USE_PREF_SIZE);
        check.selectedProperty().bindBidirectional(value);
        return check;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("form-line");
        line.setMinWidth(USE_PREF_SIZE);
        return line;
    }

    private <N extends Node> N when(Kind kind, N node) {
        return Visibility.when(form.kindProperty().isEqualTo(kind), node);
    }

    private Label error(Kind kind, Typed<String> field) {
        Label error = Fields.error(field);
        error.setId(kind.id() + "-error");
        return Visibility.when(
                Bindings.createBooleanBinding(
                        () -> form.kindProperty().get() == kind && field.isWrong(),
                        form.kindProperty(),
                        field.errorProperty()),
                error);
    }
}
