package io.lblab.ui.traffic;

import io.lblab.ui.fx.ChoiceCard;
import io.lblab.ui.text.Texts;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The presets and the listeners as cards, two in a row, and under them what the chosen one does.
final class PresetCards extends VBox {

    private static final String LISTENERS = "listeners";

    private static final Map<String, Feather> ICONS =
            Map.of(
                    "load-test",
                    Feather.ZAP,
                    "generate-traffic",
                    Feather.SHUFFLE,
                    "health-checks",
                    Feather.HEART,
                    "many-clients",
                    Feather.USERS,
                    "page-views",
                    Feather.FILE_TEXT,
                    "static-files",
                    Feather.IMAGE,
                    "purchases",
                    Feather.CREDIT_CARD,
                    "browse",
                    Feather.EYE,
                    "buy",
                    Feather.SHOPPING_CART,
                    LISTENERS,
                    Feather.RADIO);

    PresetCards(TrafficViewModel model, Texts texts) {
        GridPane cards = new GridPane();
        cards.getStyleClass().add("preset-cards");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            half.setFillWidth(true);
            cards.getColumnConstraints().add(half);
        }
        ToggleGroup group = new ToggleGroup();
        int place = 0;
        for (Preset preset : model.presets()) {
            ChoiceCard card = card(model, preset, texts);
            card.setToggleGroup(group);
            cards.add(card, place % 2, place / 2);
            place++;
        }
        ChoiceCard listeners = card(LISTENERS, model::chooseListeners, texts);
        model.listensProperty().subscribe(listeners::setSelected);
        listeners.setToggleGroup(group);
        cards.add(listeners, place % 2, place / 2);
        Label about = new Label();
        about.getStyleClass().add("form-hint");
        about.setWrapText(true);
        about.setMinHeight(USE_PREF_SIZE);
        about.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> {
                                    Preset preset = model.presetProperty().get();
                                    if (model.listensProperty().get()) {
                                        return texts.get("preset.about." + LISTENERS);
                                    }
                                    return preset == null
                                            ? texts.get("preset.edited")
                                            : texts.get("preset.about." + preset.id());
                                },
                                model.presetProperty(),
                                model.listensProperty()));
        setSpacing(10);
        getChildren().addAll(cards, about);
    }

    private static ChoiceCard card(TrafficViewModel model, Preset preset, Texts texts) {
        ChoiceCard card = card(preset.id(), () -> model.choose(preset), texts);
        model.presetProperty().subscribe(now -> card.setSelected(preset.equals(now)));
        return card;
    }

    private static ChoiceCard card(String id, Runnable chosen, Texts texts) {
        Label title = new Label(texts.get("preset." + id));
        title.getStyleClass().add("choice-title");
        title.setMinWidth(USE_PREF_SIZE);
        HBox heading = new HBox(8, new FontIcon(ICONS.getOrDefault(id, Feather.PLAY)), title);
        heading.setAlignment(Pos.CENTER_LEFT);
        String about = texts.get("preset.about." + id);
        ChoiceCard card = new ChoiceCard("preset-" + id, title.getText() + ". " + about, heading);
        card.getStyleClass().add("choice-small");
        card.setTooltip(new Tooltip(about));
        card.setOnAction(_ -> chosen.run());
        return card;
    }
}
