package io.lblab.ui.distribution;

import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.theme.Palette;
import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;

/// Clients × instances: a column per client, a row per instance, the stronger a cell the more of
/// the client's requests went there. When there is no room for all columns in one band, it goes on
/// below.
final class ClientMatrix {

    private static final double NAME = 42;
    private static final double LARGEST = 15;
    private static final double SMALLEST = 5;
    private static final double BAND_GAP = 8;

    private final Canvas canvas = new Canvas();
    private final Filled node = new Filled(canvas, this::draw);
    private Palette palette;
    private Map<String, Counts> clients = Map.of();
    private List<String> names = List.of();

    ClientMatrix(Palette palette, String accessibleText) {
        this.palette = palette;
        canvas.setId("client-matrix");
        canvas.setAccessibleText(accessibleText);
        node.setMinHeight(40);
        node.setPrefHeight(40);
    }

    Region node() {
        return node;
    }

    void setPalette(Palette now) {
        palette = now;
        draw();
    }

    void show(DistributionSnapshot now) {
        if (!now.clients().equals(clients)) {
            clients = now.clients();
            names = now.instances().stream().map(i -> i.server()).toList();
            draw();
        }
    }

    /// How many clients were answered by one instance only.
    static long onOneInstance(DistributionSnapshot snapshot) {
        return snapshot.clients().values().stream()
                .filter(c -> used(c, snapshot.instances().size()) == 1)
                .count();
    }

    private static long used(Counts counts, int instances) {
        long used = 0;
        for (int i = 0; i < instances; i++) {
            used += counts.get(i) > 0 ? 1 : 0;
        }
        return used;
    }

    /// The largest cell with which every client fits, and never below what can be seen.
    private double step() {
        for (double step = LARGEST; step > SMALLEST; step--) {
            int perBand = perBand(step);
            int bands = (clients.size() + perBand - 1) / perBand;
            if (bands * (names.size() * step + BAND_GAP) <= canvas.getHeight() + BAND_GAP) {
                return step;
            }
        }
        return SMALLEST;
    }

    private int perBand(double step) {
        return Math.max(1, (int) ((canvas.getWidth() - NAME) / step));
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (clients.isEmpty() || names.isEmpty() || canvas.getWidth() <= NAME) {
            return;
        }
        double step = step();
        int perBand = perBand(step);
        double side = step - Math.max(1, step / 7);
        double bandHeight = names.size() * step + BAND_GAP;
        g.setTextBaseline(VPos.CENTER);
        g.setFont(Font.font("Lab Sans", FontWeight.BOLD, Math.min(12, step)));
        int place = 0;
        for (Counts counts : clients.values()) {
            int band = place / perBand;
            double top = band * bandHeight;
            double x = NAME + place % perBand * step;
            if (place % perBand == 0 && step >= 9) {
                names(g, top, step);
            }
            for (int i = 0; i < names.size(); i++) {
                cell(g, names.get(i), counts, i, x, top + i * step, side);
            }
            place++;
        }
    }

    private void names(GraphicsContext g, double top, double step) {
        for (int i = 0; i < names.size(); i++) {
            g.setFill(palette.text());
            g.fillText(names.get(i), 0, top + i * step + step / 2);
        }
    }

    private void cell(
            GraphicsContext g,
            String name,
            Counts counts,
            int index,
            double x,
            double y,
            double side) {
        double share = counts.total() == 0 ? 0 : (double) counts.get(index) / counts.total();
        Color color = palette.of(name);
        g.setFill(share == 0 ? palette.line().deriveColor(0, 1, 1, 0.55) : color);
        g.setGlobalAlpha(share == 0 ? 1 : 0.25 + 0.75 * share);
        g.fillRoundRect(x, y, side, side, side / 3, side / 3);
        g.setGlobalAlpha(1);
    }
}
