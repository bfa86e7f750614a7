package io.lblab.ui.distribution;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.forecast.RunForecast;
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

/// The last answers in order of sending, one coloured square each with the instance's number in it;
/// where each pick was certain beforehand, the forecast one as a bar under its square, and a frame
/// around both where they differ.
final class PickStrip {

    private static final double PIXELS_PER_ROW = 300;
    private static final double SIDE = 17;
    private static final double STEP = 20;
    private static final double FORECAST = 6;
    private static final double ROW_WITH_FORECAST = 32;

    private final Canvas canvas = new Canvas();
    private final Filled node = new Filled(canvas, this::draw);
    private final Font font = Font.font("Lab Sans", FontWeight.BOLD, 11);
    private Palette palette;
    private int rows = 2;
    private long requests = DistributionSnapshot.RECENT;
    private List<Integer> picks = List.of();
    private List<Integer> forecast = List.of();
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

    /// @param planned requests of the whole run: no more rows than they fill
    void show(DistributionSnapshot now, RunForecast expected, long planned) {
        if (planned != requests) {
            requests = planned;
            setHeight();
        }
        if (!now.recent().equals(picks) || !expected.picks().equals(forecast)) {
            boolean sameHeight = forecast.isEmpty() == expected.picks().isEmpty();
            picks = now.recent();
            forecast = expected.picks();
            names = now.instances().stream().map(i -> i.server()).toList();
            if (!sameHeight) {
                setHeight();
            }
            draw();
        }
    }

    /// More rows on a taller screen, two at least.
    void fit(double screenHeight) {
        rows = Math.clamp(Math.round(screenHeight / PIXELS_PER_ROW), 2, 5);
        setHeight();
    }

    private void setHeight() {
        double height = rows() * rowHeight() - (forecast.isEmpty() ? 0 : 4);
        node.setMinHeight(height);
        node.setPrefHeight(height);
    }

    private int rows() {
        return canvas.getWidth() < STEP
                ? rows
                : Math.clamp(Math.ceilDiv(requests, perRow()), 1, rows);
    }

    private double rowHeight() {
        return forecast.isEmpty() ? STEP : ROW_WITH_FORECAST;
    }

    /// How many squares there is room for, of those there are.
    int shown() {
        return Math.min(picks.size(), rows() * perRow());
    }

    private int perRow() {
        return Math.max(1, (int) ((canvas.getWidth() + STEP - SIDE - 4) / STEP));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        g.setFont(font);
        int perRow = perRow();
        int count = shown();
        int from = picks.size() - count;
        for (int i = 0; i < count; i++) {
            double x = 2 + i % perRow * STEP;
            int row = i / perRow;
            double y = 2 + row * rowHeight();
            int pick = picks.get(from + i);
            square(g, names.get(pick), x, y);
            if (!forecast.isEmpty()) {
                int expected = forecast.get(from + i);
                g.setFill(expected < 0 ? palette.other() : palette.of(names.get(expected)));
                g.fillRoundRect(x, y + SIDE + 2, SIDE, FORECAST, 3, 3);
                if (expected != pick) {
                    g.setStroke(palette.text());
                    g.setLineWidth(1.6);
                    g.strokeRoundRect(x - 1.5, y - 1.5, SIDE + 3, SIDE + FORECAST + 5, 6, 6);
                }
            }
        }
    }

    private void square(GraphicsContext g, String name, double x, double y) {
        Color color = palette.of(name);
        g.setFill(color);
        g.fillRoundRect(x, y, SIDE, SIDE, 5, 5);
        g.setFill(Palette.on(color));
        int number = Palette.numberOf(name);
        g.fillText(number == 0 ? "–" : String.valueOf(number), x + SIDE / 2, y + SIDE / 2 + 0.5);
    }
}
