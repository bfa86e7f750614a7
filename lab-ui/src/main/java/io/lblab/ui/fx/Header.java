package io.lblab.ui.fx;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The first line of a screen: its name, a remark, its actions.
public final class Header extends HBox {

    private final Label remark = new Label();

    /// @param actions from left to right, the main one last
    public Header(String title, ObservableValue<String> about, Node... actions) {
        getStyleClass().add("screen-header");
        Label name = new Label(title);
        name.getStyleClass().add("screen-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        remark.getStyleClass().add("screen-remark");
        remark.textProperty().bind(about);
        remark.setId("header-about");
        remark.setWrapText(true);
        remark.setMinHeight(USE_PREF_SIZE);
        remark.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(remark, Priority.ALWAYS);
        getChildren().addAll(name, remark);
        getChildren().addAll(actions);
    }

    /// Puts a badge right behind the name.
    public Header withBadge(Node badge) {
        getChildren().add(1, badge);
        return this;
    }
}
