package io.lblab.ui.balancer;

import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/// Tiles of one size: all in one row where there is room, else in two.
final class TileGrid extends Pane {

    private static final double GAP = 8;

    private final double narrowest;

    /// @param narrowest the width below which a tile can't be read
    TileGrid(double narrowest, List<? extends Node> tiles) {
        this.narrowest = narrowest;
        getChildren().setAll(tiles);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computePrefHeight(double width) {
        int rows = rows(width);
        return rows * tileHeight(tileWidth(width)) + (rows - 1) * GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        double width = tileWidth(getWidth());
        double height = tileHeight(width);
        int columns = columns(getWidth());
        for (int i = 0; i < getChildren().size(); i++) {
            double x = i % columns * (width + GAP);
            double left = snapPositionX(x);
            int row = i / columns;
            getChildren()
                    .get(i)
                    .resizeRelocate(
                            left, row * (height + GAP), snapPositionX(x + width) - left, height);
        }
    }

    private int columns(double width) {
        int all = getChildren().size();
        boolean room = width < 0 || width >= all * narrowest + (all - 1) * GAP;
        return room ? all : (all + 1) / 2;
    }

    private int rows(double width) {
        return (getChildren().size() + columns(width) - 1) / columns(width);
    }

    private double tileWidth(double width) {
        int columns = columns(width);
        return width < 0 ? narrowest : (width - (columns - 1) * GAP) / columns;
    }

    private double tileHeight(double width) {
        return snapSizeY(
                getChildren().stream().mapToDouble(tile -> tile.prefHeight(width)).max().orElse(0));
    }
}
