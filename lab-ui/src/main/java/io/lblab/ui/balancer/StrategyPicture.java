package io.lblab.ui.balancer;

import io.lblab.ui.theme.Palette;
import io.lblab.ui.theme.Theme;
import io.lblab.upstream.Strategy;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// The idea of a strategy in a strip of squares: turns, the shorter queue, one server per client.
final class StrategyPicture extends Canvas {

    private static final double SIDE = 9;
    private static final double STEP = 11;
    private static final double GROUP_GAP = 6;

    StrategyPicture(Strategy strategy, Theme theme) {
        super(9 * STEP + 2 * GROUP_GAP, 2 * STEP);
        theme.schemeProperty().subscribe(_ -> draw(strategy, theme.palette()));
    }

    private void draw(Strategy strategy, Palette palette) {
        GraphicsContext g = getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        Color one = palette.instances().get(0);
        Color two = palette.instances().get(1);
        switch (strategy) {
            case Strategy.RoundRobin _ -> {
                for (int i = 0; i < 8; i++) {
                    square(g, i * STEP, 6, i % 2 == 0 ? one : two);
                }
            }
            case Strategy.LeastConn _ -> {
                for (int i = 0; i < 6; i++) {
                    square(g, i * STEP, 0, one);
                }
                for (int i = 0; i < 3; i++) {
                    square(g, i * STEP, STEP, two);
                }
                g.setStroke(two);
                g.setLineWidth(1.2);
                g.setLineDashes(2.5, 2);
                g.strokeRoundRect(3 * STEP + 0.6, STEP + 0.6, SIDE - 1.2, SIDE - 1.2, 3, 3);
                g.setLineDashes();
            }
            case Strategy.IpHash _,
                    Strategy.Hash _,
                    Strategy.StickyCookie _,
                    Strategy.StickyRoute _,
                    Strategy.StickyLearn _ -> {
                Color[] clients = {one, two, one};
                double x = 0;
                for (Color client : clients) {
                    for (int i = 0; i < 3; i++) {
                        square(g, x, 6, client);
                        x += STEP;
                    }
                    x += GROUP_GAP - 1;
                }
            }
            case Strategy.Random _, Strategy.RandomTwo _, Strategy.LeastTime _ -> {
                Color[] lots = {one, one, two, one, two, two, two, one};
                for (int i = 0; i < lots.length; i++) {
                    square(g, i * STEP, 6, lots[i]);
                }
            }
        }
    }

    private static void square(GraphicsContext g, double x, double y, Color color) {
        g.setFill(color);
        g.fillRoundRect(x, y, SIDE, SIDE, 3, 3);
    }
}
