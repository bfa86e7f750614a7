package io.lblab.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A framed part of a screen with a heading.
public final class Card extends VBox {

    private final HBox heading = new HBox();

    public Card(String title, Node... content) {
        getStyleClass().add("card-box");
        Label name = new Label(title);
        name.getStyleClass().add("card-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        heading.getStyleClass().add("card-heading");
        heading.getChildren().add(name);
        getChildren().add(heading);
        getChildren().addAll(content);
    }

    /// A card whose content says itself what it is.
    public static Card untitled(Node... content) {
        Card card = new Card("", content);
        card.getChildren().remove(card.heading);
        return card;
    }

    /// A card whose content takes the height there is.
    public static Card filling(String title, Node content) {
        Card card = new Card(title, content);
        VBox.setVgrow(content, Priority.ALWAYS);
        return card;
    }

    /// A card whose content takes the height there is, and whose heading changes.
    public static Card filling(ObservableValue<String> title, Node content) {
        Label name = new Label();
        name.textProperty().bind(title);
        name.getStyleClass().add("card-title");
        return filling(name, content);
    }

    /// A card whose content takes the height there is, with something else than a title above it.
    public static Card filling(Node heading, Node content) {
        Card card = filling("", content);
        card.heading.getChildren().setAll(heading);
        return card;
    }

    /// Puts nodes at the right end of the heading.
    public Card withTools(Node... tools) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        heading.getChildren().add(gap);
        heading.getChildren().addAll(tools);
        return this;
    }
}
