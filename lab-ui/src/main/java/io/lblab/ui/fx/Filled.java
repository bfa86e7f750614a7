package io.lblab.ui.fx;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/// Gives a canvas all the room there is; a canvas alone would keep its parents from shrinking.
public final class Filled extends Region {

    private final Canvas canvas;

    /// @param canvas that draws itself anew after every change of size
    public Filled(Canvas canvas) {
        this(canvas, () -> {});
    }

    /// @param redraw called after every change of size
    public Filled(Canvas canvas, Runnable redraw) {
        this.canvas = canvas;
        canvas.setManaged(false);
        getChildren().add(canvas);
        canvas.widthProperty().subscribe((before, now) -> redraw.run());
        canvas.heightProperty().subscribe((before, now) -> redraw.run());
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(Math.floor(getWidth()));
        canvas.setHeight(Math.floor(getHeight()));
    }

    /// The drawn node, for tests.
    public Node canvas() {
        return canvas;
    }
}
