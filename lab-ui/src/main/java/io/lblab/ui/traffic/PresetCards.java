package io.lblab.ui.traffic;

import io.lblab.ui.fx.ChoiceCard;
import io.lblab.ui.text.Texts;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The presets as cards, two in a row.
final class PresetCards extends GridPane {

    private static final Map<String, Feather> ICONS =
            Map.of(
                    "load-test", Feather.ZAP,
                    "generate-traffic", Feather.SHOPPING_CART,
                    "health-checks", Feather.HEART,
                    "many-clients", Feather.USERS);

    PresetCards(TrafficViewModel model, Texts texts) {
        getStyleClass().add("preset-cards");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            half.setFillWidth(true);
            getColumnConstraints().add(half);
        }
        ToggleGroup group = new ToggleGroup();
        int place = 0;
        for (Preset preset : model.presets()) {
            ChoiceCard card = card(model, preset, texts);
            card.setToggleGroup(group);
            add(card, place % 2, place / 2);
            place++;
        }
    }

    private static ChoiceCard card(TrafficViewModel model, Preset preset, Texts texts) {
        Label title = new Label(texts.get("preset." + preset.id()));
        title.getStyleClass().add("choice-title");
        title.setMinWidth(USE_PREF_SIZE);
        HBox heading =
                new HBox(8, new FontIcon(ICONS.getOrDefault(preset.id(), Feather.PLAY)), title);
        heading.setAlignment(Pos.CENTER_LEFT);
        ChoiceCard card =
                new ChoiceCard(
                        "preset-" + preset.id(),
                        title.getText(),
                        heading,
                        texts.get("preset.about." + preset.id()));
        card.setOnAction(_ -> model.choose(preset));
        model.presetProperty().subscribe(now -> card.setSelected(preset.equals(now)));
        return card;
    }
}
