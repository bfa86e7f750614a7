package io.lblab.ui.distribution;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.theme.Palette;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// The last answers in order of sending, one coloured square each with the instance's number in it.
final class PickStrip {

    private static final double PIXELS_PER_ROW = 300;
    private static final double SIDE = 17;
    private static final double STEP = 20;

    private final Canvas canvas = new Canvas();
    private final Filled node = new Filled(canvas, this::draw);
    private final Font font = Font.font("Lab Sans", FontWeight.BOLD, 11);
    private Palette palette;
    private int rows = 2;
    private List<Integer> picks = List.of();
    private List<String> names = List.of();

    PickStrip(Palette palette, String accessibleText) {
        this.palette = palette;
        canvas.setId("pick-strip");
        canvas.setAccessibleText(accessibleText);
        fit(0);
    }

    Region node() {
        return node;
    }

    void setPalette(Palette now) {
        palette = now;
        draw();
    }

    void show(DistributionSnapshot now) {
        if (!now.recent().equals(picks)) {
            picks = now.recent();
            names = now.instances().stream().map(i -> i.server()).toList();
            draw();
        }
    }

    /// More rows on a taller screen, two at least.
    void fit(double screenHeight) {
        rows = Math.clamp(Math.round(screenHeight / PIXELS_PER_ROW), 2, 5);
        node.setMinHeight(rows * STEP);
        node.setPrefHeight(rows * STEP);
    }

    /// How many squares there is room for, of those there are.
    int shown() {
        return Math.min(picks.size(), rows * perRow());
    }

    private int perRow() {
        return Math.max(1, (int) ((canvas.getWidth() + STEP - SIDE) / STEP));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(font);
        int perRow = perRow();
        int count = shown();
        List<Integer> latest = picks.subList(picks.size() - count, picks.size());
        for (int i = 0; i < count; i++) {
            String name = names.get(latest.get(i));
            Color color = palette.of(name);
            double x = i % perRow * STEP;
            int row = i / perRow;
            double y = row * STEP;
            g.setFill(color);
            g.fillRoundRect(x, y, SIDE, SIDE, 5, 5);
            g.setFill(Palette.on(color));
            int number = Palette.numberOf(name);
            g.fillText(
                    number == 0 ? "–" : String.valueOf(number), x + SIDE / 2, y + SIDE / 2 + 0.5);
        }
    }
}
