package io.lblab.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What a screen shows when it has nothing to show: what to do about it.
public final class EmptyState extends VBox {

    public EmptyState(Feather icon, String title, String text, Node... actions) {
        getStyleClass().addAll("card-box", "empty-state");
        FontIcon sign = new FontIcon(icon);
        sign.getStyleClass().add("empty-icon");
        Label heading = new Label(title);
        heading.getStyleClass().add("empty-title");
        Label words = new Label(text);
        words.getStyleClass().add("empty-text");
        words.setWrapText(true);
        words.setMaxWidth(520);
        words.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(sign, heading, words);
        getChildren().addAll(actions);
    }
}
