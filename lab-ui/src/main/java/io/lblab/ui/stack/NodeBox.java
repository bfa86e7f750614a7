package io.lblab.ui.stack;

import io.lblab.ui.fx.StatusDot;
import io.lblab.ui.stack.TopologyNode.Column;
import io.lblab.ui.theme.Palette;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// One box of the topology on screen. Takes the focus when there is a service behind it.
final class NodeBox extends VBox {

    private final StatusDot dot = new StatusDot();
    private final Label title = new Label();
    private final Label first = new Label();
    private final Label second = new Label();
    private TopologyNode node;

    NodeBox(TopologyNode node) {
        this.node = node;
        getStyleClass().add("node-box");
        HBox heading = new HBox(dot, title);
        heading.getStyleClass().add("node-heading");
        title.getStyleClass().add("node-title");
        first.getStyleClass().add("node-line");
        second.getStyleClass().add("node-line");
        second.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        getChildren().add(heading);
        if (node.column() != Column.MONITORING) {
            getChildren().addAll(first, second);
        } else {
            getStyleClass().add("node-small");
            heading.getChildren().add(first);
        }
        show(node);
    }

    TopologyNode node() {
        return node;
    }

    void show(TopologyNode now) {
        node = now;
        setId("node-" + now.service().map(s -> s.name()).orElse(now.column().name()));
        title.setText(now.name());
        first.setText(now.first());
        second.setText(now.second());
        dot.show(now.tone());
        setFocusTraversable(now.service().isPresent());
        setAccessibleText(now.name() + ", " + now.first() + ", " + now.second());
        getStyleClass().removeIf(c -> c.startsWith("instance-"));
        int number = Palette.numberOf(now.instance());
        if (number > 0) {
            getStyleClass().add("instance-" + ((number - 1) % 8 + 1));
        }
    }
}
