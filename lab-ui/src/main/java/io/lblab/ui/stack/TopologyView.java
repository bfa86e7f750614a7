package io.lblab.ui.stack;

import io.lblab.ui.model.LiveRates;
import io.lblab.ui.stack.TopologyNode.Column;
import io.lblab.ui.theme.Palette;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;

/// Boxes in columns with the connections between them. While traffic runs, dots travel along the
/// lines that carry it, in the colour of the instance and as dense as its share.
final class TopologyView extends Pane {

    private static final double BOX_HEIGHT = 74;
    private static final double CHIP_HEIGHT = 30;
    private static final double CHIP_GAP = 8;
    private static final double DOT = 4.5;
    private static final double DOT_SECONDS = 1.4;

    private final Canvas lines = new Canvas();
    private final Map<String, NodeBox> boxes = new LinkedHashMap<>();
    private final Consumer<NodeBox> prepare;
    private final List<Edge> edges = new ArrayList<>();
    private final AnimationTimer timer =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    draw(now / 1e9);
                }
            };
    private LiveRates rates = LiveRates.NONE;
    private Palette palette;
    private double clock;

    private record Edge(Column from, String server, double x1, double y1, double x2, double y2) {
        double at(double t, double a, double b, double c, double d) {
            double u = 1 - t;
            return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
        }

        double x(double t) {
            double middle = (x1 + x2) / 2;
            return at(t, x1, middle, middle, x2);
        }

        double y(double t) {
            return at(t, y1, y1, y2, y2);
        }
    }

    /// @param prepare gives each new box its menu and keys
    TopologyView(Palette palette, Consumer<NodeBox> prepare) {
        this.palette = palette;
        this.prepare = prepare;
        getStyleClass().add("topology");
        lines.setManaged(false);
        getChildren().add(lines);
        setMinHeight(230);
        setPrefHeight(300);
    }

    void setPalette(Palette now) {
        palette = now;
        draw(clock);
    }

    void show(List<TopologyNode> nodes, LiveRates now) {
        boolean flowed = rates.running();
        rates = now;
        List<String> keys = nodes.stream().map(TopologyView::key).toList();
        if (!List.copyOf(boxes.keySet()).equals(keys)) {
            rebuild(nodes);
        }
        for (TopologyNode node : nodes) {
            NodeBox box = boxes.get(key(node));
            if (box != null) {
                box.show(node);
            }
        }
        if (now.running() && !flowed) {
            timer.start();
        } else if (!now.running()) {
            timer.stop();
            draw(0);
        }
    }

    void stopAnimation() {
        timer.stop();
        rates = LiveRates.NONE;
    }

    private void rebuild(List<TopologyNode> nodes) {
        boxes.clear();
        getChildren().setAll(lines);
        for (TopologyNode node : nodes) {
            NodeBox box = new NodeBox(node);
            prepare.accept(box);
            boxes.put(key(node), box);
            getChildren().add(box);
        }
        requestLayout();
    }

    /// The clients' title changes with their number, their place does not.
    private static String key(TopologyNode node) {
        return node.service().map(s -> s.name()).orElse(node.column() + "");
    }

    @Override
    protected void layoutChildren() {
        lines.setWidth(getWidth());
        lines.setHeight(getHeight());
        List<NodeBox> chips = column(Column.MONITORING);
        double bottom = chips.isEmpty() ? 0 : CHIP_HEIGHT + 14;
        List<Column> columns =
                List.of(Column.CLIENTS, Column.BALANCER, Column.SHOP, Column.BACKING);
        double base = Math.clamp(getWidth() / 5.3, 150, 220);
        double boxes = columns.stream().mapToDouble(c -> base * breadth(c)).sum();
        double gap = (getWidth() - boxes - 8) / (columns.size() - 1);
        double left = 4;
        for (Column column : columns) {
            List<NodeBox> here = column(column);
            double width = base * breadth(column);
            double room = (getHeight() - bottom) / Math.max(1, here.size());
            double height = Math.min(BOX_HEIGHT, room - 8);
            for (int i = 0; i < here.size(); i++) {
                double y = room * i + (room - height) / 2;
                here.get(i).resizeRelocate(snapPositionX(left), snapPositionY(y), width, height);
            }
            left += width + gap;
        }
        double x = 4;
        for (NodeBox chip : chips) {
            double width = Math.ceil(chip.prefWidth(CHIP_HEIGHT));
            chip.resizeRelocate(x, getHeight() - CHIP_HEIGHT - 2, width, CHIP_HEIGHT);
            x += width + CHIP_GAP;
        }
        connect();
        draw(clock);
    }

    /// What stands behind the shops has more to say.
    private static double breadth(Column column) {
        return switch (column) {
            case CLIENTS, BALANCER -> 0.9;
            case SHOP, MONITORING -> 1;
            case BACKING -> 1.22;
        };
    }

    private List<NodeBox> column(Column column) {
        return boxes.values().stream().filter(b -> b.node().column() == column).toList();
    }

    private void connect() {
        edges.clear();
        connect(Column.CLIENTS, Column.BALANCER);
        connect(Column.BALANCER, Column.SHOP);
        connect(Column.SHOP, Column.BACKING);
    }

    private void connect(Column from, Column to) {
        for (NodeBox a : column(from)) {
            for (NodeBox b : column(to)) {
                String server = to == Column.SHOP ? b.node().name() : "";
                edges.add(
                        new Edge(
                                from,
                                server,
                                a.getLayoutX() + a.getWidth(),
                                a.getLayoutY() + a.getHeight() / 2,
                                b.getLayoutX(),
                                b.getLayoutY() + b.getHeight() / 2));
            }
        }
    }

    private void draw(double seconds) {
        clock = seconds;
        GraphicsContext g = lines.getGraphicsContext2D();
        g.clearRect(0, 0, lines.getWidth(), lines.getHeight());
        for (Edge edge : edges) {
            double share = share(edge);
            Color color = edge.server().isEmpty() ? palette.line() : palette.of(edge.server());
            boolean flows = rates.running() && share > 0 && edge.from() != Column.SHOP;
            g.setStroke(
                    edge.server().isEmpty() || (!flows && rates.running())
                            ? palette.line()
                            : color);
            g.setLineWidth(flows ? 2 + 5 * share : edge.server().isEmpty() ? 1.5 : 2);
            g.beginPath();
            g.moveTo(edge.x1(), edge.y1());
            double middle = (edge.x1() + edge.x2()) / 2;
            g.bezierCurveTo(middle, edge.y1(), middle, edge.y2(), edge.x2(), edge.y2());
            g.stroke();
            if (flows && seconds > 0) {
                g.setFill(edge.server().isEmpty() ? palette.muted() : color);
                dots(g, edge, share, seconds);
            }
        }
    }

    private void dots(GraphicsContext g, Edge edge, double share, double seconds) {
        int count = (int) Math.max(1, Math.round(5 * share));
        for (int i = 0; i < count; i++) {
            double t = (seconds / DOT_SECONDS + (double) i / count) % 1;
            double r = DOT + 2 * share;
            g.fillOval(edge.x(t) - r, edge.y(t) - r, 2 * r, 2 * r);
        }
    }

    private double share(Edge edge) {
        if (rates.total() <= 0) {
            return 0;
        }
        return edge.server().isEmpty() ? 0.6 : Math.min(1, rates.of(edge.server()) / rates.total());
    }
}
