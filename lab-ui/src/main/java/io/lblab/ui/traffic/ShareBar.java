package io.lblab.ui.traffic;

import javafx.geometry.Insets;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// A bar that fills a share of its width.
final class ShareBar extends Region {

    private static final CornerRadii ROUND = new CornerRadii(4);

    private final Region filled = new Region();
    private double share;

    ShareBar() {
        getStyleClass().add("share-bar");
        filled.setManaged(false);
        getChildren().add(filled);
    }

    /// @param share 0 to 1
    void show(double share, Color color) {
        this.share = share;
        filled.setBackground(new Background(new BackgroundFill(color, ROUND, Insets.EMPTY)));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        filled.resizeRelocate(0, 0, snapSizeX(getWidth() * share), getHeight());
    }
}
