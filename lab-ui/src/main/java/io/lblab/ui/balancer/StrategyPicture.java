package io.lblab.ui.balancer;

import io.lblab.ui.balancer.StrategyForm.Kind;
import io.lblab.ui.theme.Palette;
import io.lblab.ui.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.util.Duration;

/// The idea of a strategy, small: turns, the shorter queue, a block per network, a ring, dice, a
/// race, a thread that holds. Once it is chosen, its strokes come one after the other.
final class StrategyPicture extends Canvas {

    private static final double WIDTH = 46;
    private static final double HEIGHT = 30;
    private static final double SIDE = 9;
    private static final double STEP = 11;
    private static final double TOP = 5;
    private static final double FAINT = 0.2;
    private static final Duration PACE = Duration.millis(170);

    private final Kind kind;
    private final List<Consumer<GraphicsContext>> strokes = new ArrayList<>();
    private final Timeline timeline = new Timeline();
    private int shown;

    StrategyPicture(Kind kind, Theme theme) {
        super(WIDTH, HEIGHT);
        getStyleClass().add("strategy-picture");
        this.kind = kind;
        theme.schemeProperty()
                .subscribe(_ -> {
                    strokes.clear();
                    sketch(theme.palette());
                    shown = strokes.size();
                    draw();
                });
    }

    /// Draws it stroke by stroke, once.
    void play() {
        shown = 0;
        draw();
        timeline.stop();
        timeline.getKeyFrames()
                .setAll(
                        new KeyFrame(
                                PACE,
                                _ -> {
                                    shown++;
                                    draw();
                                }));
        timeline.setCycleCount(strokes.size());
        timeline.play();
    }

    /// Shows it whole.
    void stop() {
        timeline.stop();
        shown = strokes.size();
        draw();
    }

    private void draw() {
        GraphicsContext g = getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        for (int i = 0; i < strokes.size(); i++) {
            g.setGlobalAlpha(i < shown ? 1 : FAINT);
            strokes.get(i).accept(g);
        }
        g.setGlobalAlpha(1);
    }

    private void sketch(Palette palette) {
        Color one = palette.instances().get(0);
        Color two = palette.instances().get(1);
        switch (kind) {
            case ROUND_ROBIN -> {
                for (int i = 0; i < 8; i++) {
                    square(i % 4 * STEP, i < 4 ? TOP : TOP + STEP, i % 2 == 0 ? one : two);
                }
            }
            case LEAST_CONN -> {
                for (int i = 0; i < 4; i++) {
                    square(i * STEP, TOP, one);
                }
                square(0, TOP + STEP, two);
                square(STEP, TOP + STEP, two);
                next(2 * STEP, TOP + STEP, two);
            }
            case IP_HASH -> {
                block(0, one);
                block(WIDTH - STEP - SIDE, two);
            }
            case HASH -> {
                double[] arcs = {50, 80, 35, 70, 60, 65};
                double from = 90;
                for (int i = 0; i < arcs.length; i++) {
                    arc(from, arcs[i] - 16, i % 2 == 0 ? one : two);
                    from += arcs[i];
                }
                dot(WIDTH / 2, HEIGHT / 2, 2.5, palette.muted());
            }
            case RANDOM -> {
                die(9, 28, palette.muted());
                double[] x = {16, 30, 23, 16, 30};
                double[] y = {8, 22, 15, 22, 8};
                for (int i = 0; i < x.length; i++) {
                    dot(x[i], y[i], 2.8, i % 2 == 0 ? one : two);
                }
            }
            case RANDOM_TWO -> {
                die(0.8, 21, palette.muted());
                dot(6.5, 9.5, 2.4, one);
                dot(11.3, 14.9, 2.4, one);
                dot(16.1, 20.3, 2.4, one);
                die(24.2, 21, two);
                dot(34.7, 14.9, 2.4, two);
            }
            case LEAST_TIME -> {
                bar(TOP + STEP, 20, two);
                bar(TOP, WIDTH, one);
            }
            case STICKY -> {
                thread(TOP, one, palette.muted());
                thread(TOP + STEP + 2, two, palette.muted());
            }
        }
    }

    private void square(double x, double y, Color color) {
        strokes.add(g -> {
            g.setFill(color);
            g.fillRoundRect(x, y, SIDE, SIDE, 3, 3);
        });
    }

    private void next(double x, double y, Color color) {
        strokes.add(g -> {
            g.setStroke(color);
            g.setLineWidth(1.3);
            g.setLineDashes(2.5, 2);
            g.strokeRoundRect(x + 0.7, y + 0.7, SIDE - 1.4, SIDE - 1.4, 3, 3);
            g.setLineDashes();
        });
    }

    private void block(double x, Color color) {
        for (int i = 0; i < 4; i++) {
            square(x + i % 2 * STEP, i < 2 ? TOP : TOP + STEP, color);
        }
    }

    private void arc(double from, double extent, Color color) {
        strokes.add(g -> {
            g.setStroke(color);
            g.setLineWidth(4);
            g.setLineCap(StrokeLineCap.ROUND);
            g.strokeArc(WIDTH / 2 - 12, HEIGHT / 2 - 12, 24, 24, from + 8, extent, ArcType.OPEN);
            g.setLineCap(StrokeLineCap.SQUARE);
        });
    }

    private void dot(double x, double y, double radius, Color color) {
        strokes.add(g -> {
            g.setFill(color);
            g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        });
    }

    private void die(double x, double side, Color color) {
        strokes.add(g -> {
            g.setStroke(color);
            g.setLineWidth(1.5);
            g.strokeRoundRect(x, (HEIGHT - side) / 2, side, side, 8, 8);
        });
    }

    private void bar(double y, double length, Color color) {
        strokes.add(g -> {
            g.setFill(color);
            g.fillRoundRect(0, y + 1, length, SIDE - 2, 5, 5);
        });
    }

    private void thread(double y, Color color, Color client) {
        double middle = y + SIDE / 2;
        dot(SIDE / 2, middle, SIDE / 2 - 1, client);
        strokes.add(g -> {
            g.setStroke(color);
            g.setLineWidth(1.6);
            g.strokeLine(SIDE + 3, middle, WIDTH - SIDE - 4, middle);
        });
        square(WIDTH - SIDE, y, color);
    }
}
