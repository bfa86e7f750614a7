package io.lblab.ui.fx;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Buttons as the screens use them: never narrower than their text.
public final class Buttons {

    private Buttons() {}

    public static Button plain(String id, String text, Feather icon, Runnable action) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /// The one main action of a screen.
    public static Button main(String id, String text, Feather icon, Runnable action) {
        Button button = plain(id, text, icon, action);
        button.getStyleClass().add("accent");
        return button;
    }

    public static Button hinted(Button button, String hint) {
        button.setTooltip(new Tooltip(hint));
        return button;
    }
}
