package io.lblab.ui.shell;

import io.lblab.ui.fx.StatusDot;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The line at the bottom: how the stack is, what is live, what flows, what to do next.
final class StatusLine extends HBox {

    private final StatusViewModel model;
    private final StatusDot dot = new StatusDot();

    StatusLine(StatusViewModel model) {
        this.model = model;
        getStyleClass().add("status-line");
        getChildren().addAll(dot, part("status-stack"), part("status-instances"));
        getChildren().addAll(part("status-generation"), part("status-traffic"));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label next = part("status-next");
        next.getStyleClass().add("status-next");
        getChildren().addAll(gap, next);
        tick();
    }

    void tick() {
        StatusViewModel.Status now = model.status();
        dot.show(now.tone());
        set(1, now.stack());
        set(2, now.instances());
        set(3, now.generation());
        set(4, now.traffic());
        set(6, now.next());
    }

    private void set(int index, String text) {
        Label label = (Label) getChildren().get(index);
        label.setText(text);
        label.setManaged(!text.isEmpty());
        label.setVisible(!text.isEmpty());
    }

    private static Label part(String id) {
        Label label = new Label();
        label.setId(id);
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
