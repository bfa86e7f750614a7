package io.lblab.ui.fx;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;

/// Nodes that take no room while they are not shown.
public final class Visibility {

    private Visibility() {}

    public static <N extends Node> N when(ObservableBooleanValue shown, N node) {
        node.visibleProperty().bind(shown);
        node.managedProperty().bind(shown);
        return node;
    }
}
