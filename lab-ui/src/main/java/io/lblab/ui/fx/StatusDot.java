package io.lblab.ui.fx;

import javafx.scene.shape.Circle;

/// A dot whose colour says how something is; a word always stands beside it.
public final class StatusDot extends Circle {

    public enum Tone {
        GOOD,
        WAITING,
        BAD,
        IDLE
    }

    public StatusDot() {
        super(5);
        getStyleClass().add("status-dot");
        show(Tone.IDLE);
    }

    public void show(Tone tone) {
        getStyleClass().removeIf(c -> c.startsWith("tone-"));
        getStyleClass().add("tone-" + tone.name().toLowerCase(java.util.Locale.ROOT));
    }
}
