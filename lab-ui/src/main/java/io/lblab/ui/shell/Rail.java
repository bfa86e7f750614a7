package io.lblab.ui.shell;

import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The narrow column of places at the left, with the switch between light and dark below.
final class Rail extends VBox {

    private final Map<Place, ToggleButton> buttons = new EnumMap<>(Place.class);

    Rail(Texts texts, Theme theme, Consumer<Place> go) {
        getStyleClass().add("rail");
        ToggleGroup group = new ToggleGroup();
        for (Place place : Place.values()) {
            String name = texts.get("place." + place);
            ToggleButton button = new ToggleButton(name, new FontIcon(place.icon()));
            button.setId("place-" + place);
            button.setContentDisplay(ContentDisplay.TOP);
            button.getStyleClass().add("rail-button");
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setTooltip(new Tooltip(texts.get("place.hint", name, place.digit().getName())));
            button.setOnAction(_ -> go.accept(place));
            buttons.put(place, button);
            getChildren().add(button);
        }
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(gap, themeSwitch(texts, theme));
    }

    void show(Place place) {
        buttons.forEach((each, button) -> button.setSelected(each == place));
    }

    private static Button themeSwitch(Texts texts, Theme theme) {
        FontIcon icon = new FontIcon(Feather.MOON);
        Button button = new Button(null, icon);
        button.setId("theme");
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("rail-button");
        button.setMaxWidth(Double.MAX_VALUE);
        Tooltip tip = new Tooltip(texts.get("theme.hint"));
        button.setTooltip(tip);
        button.setOnAction(_ -> theme.toggle());
        theme.schemeProperty()
                .subscribe(_ -> {
                    icon.setIconCode(theme.isDark() ? Feather.SUN : Feather.MOON);
                    button.setText(texts.get(theme.isDark() ? "theme.light" : "theme.dark"));
                });
        return button;
    }
}
