package io.lblab.ui.distribution;

import io.lblab.distribution.Counts;
import io.lblab.distribution.DistributionSnapshot;
import io.lblab.ui.fx.Filled;
import io.lblab.ui.text.Numbers;
import io.lblab.ui.theme.Palette;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/// Clients × instances: the stronger a cell, the more of the client's requests went there. With
/// room, a row per client with its address and counts; else a small column per client, in bands;
/// and where even those are too many, a column per network.
final class ClientMatrix {

    private static final double LABEL = 106;
    private static final double BLOCK_GAP = 20;
    private static final double CELL = 40;
    private static final double LARGEST_CELL = 150;
    private static final double HEAD = 20;
    private static final double ROW = 17;
    private static final double LARGEST_ROW = 28;
    private static final double BAND_NAME = 42;
    private static final double BAND_GAP = 6;
    private static final double LARGEST_STEP = 40;
    private static final double SMALLEST_STEP = 4;

    private final Numbers numbers;
    private final Canvas canvas = new Canvas();
    private final Filled node = new Filled(canvas, this::lay);
    private final Tooltip tooltip = new Tooltip();
    private final List<Cell> cells = new ArrayList<>();
    private Palette palette;
    private Map<String, Counts> clients = Map.of();
    private Map<String, Counts> shown = Map.of();
    private List<String> names = List.of();
    private ClientGroups.Level level = ClientGroups.Level.EACH;
    private Runnable onLevel = () -> {};

    /// One client (or network) at one instance.
    private record Cell(
            String client, int instance, double x, double y, double width, double height) {

        boolean holds(double px, double py) {
            return px >= x && px < x + width && py >= y && py < y + height;
        }
    }

    ClientMatrix(Palette palette, Numbers numbers, String accessibleText) {
        this.palette = palette;
        this.numbers = numbers;
        canvas.setId("client-matrix");
        canvas.setAccessibleText(accessibleText);
        tooltip.setShowDelay(Duration.millis(150));
        canvas.setOnMouseMoved(this::point);
        canvas.setOnMouseExited(_ -> Tooltip.uninstall(canvas, tooltip));
        node.setMinHeight(40);
        node.setPrefHeight(40);
    }

    Region node() {
        return node;
    }

    /// By how much clients are taken together for want of room.
    ClientGroups.Level level() {
        return level;
    }

    /// What is done when that changes.
    void onLevel(Runnable changed) {
        onLevel = changed;
    }

    void setPalette(Palette now) {
        palette = now;
        lay();
    }

    void show(DistributionSnapshot now) {
        if (!now.clients().equals(clients)) {
            clients = now.clients();
            names = now.instances().stream().map(i -> i.server()).toList();
            lay();
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

    /// What stands in the tooltip at that place; empty beside the cells.
    Optional<String> wordsAt(double x, double y) {
        return cells.stream().filter(cell -> cell.holds(x, y)).findFirst().map(this::words);
    }

    private String words(Cell cell) {
        Counts counts = shown.getOrDefault(cell.client, Counts.of());
        return cell.client
                + " · "
                + names.get(cell.instance)
                + " · "
                + numbers.count(counts.get(cell.instance))
                + " / "
                + numbers.count(counts.total());
    }

    private void point(MouseEvent event) {
        Optional<String> words = wordsAt(event.getX(), event.getY());
        if (words.isPresent()) {
            tooltip.setText(words.get());
            Tooltip.install(canvas, tooltip);
        } else {
            tooltip.hide();
            Tooltip.uninstall(canvas, tooltip);
        }
    }

    /// The most readable way in which every client fits.
    private void lay() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        cells.clear();
        if (clients.isEmpty() || names.isEmpty() || canvas.getWidth() <= LABEL + CELL) {
            return;
        }
        ClientGroups.Level before = level;
        for (ClientGroups.Level each : ClientGroups.Level.values()) {
            level = each;
            shown = ClientGroups.of(clients, each);
            if (rows(g) || bands(g)) {
                break;
            }
        }
        if (level != before) {
            onLevel.run();
        }
    }

    /// Rows with addresses and counts, in blocks side by side.
    private boolean rows(GraphicsContext g) {
        double width = canvas.getWidth();
        double least = LABEL + names.size() * CELL;
        int blocks = Math.max(1, (int) ((width + BLOCK_GAP) / (least + BLOCK_GAP)));
        int perBlock = (int) ((canvas.getHeight() - HEAD) / ROW);
        if (perBlock < 1 || least > width || shown.size() > blocks * perBlock) {
            return false;
        }
        blocks = Math.ceilDiv(shown.size(), perBlock);
        int longest = Math.ceilDiv(shown.size(), blocks);
        double block = (width - (blocks - 1) * BLOCK_GAP) / blocks;
        double cell = Math.min(LARGEST_CELL, (block - LABEL) / names.size());
        double row = Math.clamp((canvas.getHeight() - HEAD) / longest, ROW, LARGEST_ROW);
        g.setTextBaseline(VPos.CENTER);
        int place = 0;
        for (Map.Entry<String, Counts> client : shown.entrySet()) {
            int column = place / longest;
            double left = column * (LABEL + names.size() * cell + BLOCK_GAP);
            double top = HEAD + place % longest * row;
            if (place % longest == 0) {
                heads(g, left + LABEL, cell);
            }
            g.setTextAlign(TextAlignment.LEFT);
            g.setFont(Font.font("Lab Sans", 12));
            g.setFill(palette.muted());
            g.fillText(client.getKey(), left, top + row / 2, LABEL - 6);
            for (int i = 0; i < names.size(); i++) {
                double x = left + LABEL + i * cell;
                cells.add(new Cell(client.getKey(), i, x, top, cell, row));
                Color ground = cell(g, client.getValue(), i, x, top, cell - 2, row - 2);
                long count = client.getValue().get(i);
                if (count > 0) {
                    g.setTextAlign(TextAlignment.CENTER);
                    g.setFill(Palette.on(ground));
                    g.fillText(
                            numbers.count(count), x + cell / 2 - 1, top + row / 2 - 0.5, cell - 6);
                }
            }
            place++;
        }
        return true;
    }

    private void heads(GraphicsContext g, double left, double cell) {
        g.setFont(Font.font("Lab Sans", FontWeight.BOLD, 12));
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(palette.text());
        for (int i = 0; i < names.size(); i++) {
            g.fillText(names.get(i), left + (i + 0.5) * cell - 1, HEAD / 2 - 1, cell - 2);
        }
    }

    /// A column per client, a row per instance; when there is no room for all columns in one band,
    /// it goes on below.
    private boolean bands(GraphicsContext g) {
        double step = LARGEST_STEP;
        while (!fits(step)) {
            step--;
            if (step < SMALLEST_STEP) {
                return false;
            }
        }
        int perBand = perBand(step);
        double bandHeight = names.size() * step + BAND_GAP;
        double side = step - Math.max(1, step / 7);
        int place = 0;
        for (Map.Entry<String, Counts> client : shown.entrySet()) {
            int band = place / perBand;
            double top = band * bandHeight;
            double x = BAND_NAME + place % perBand * step;
            if (place % perBand == 0 && step >= 9) {
                bandNames(g, top, step);
            }
            for (int i = 0; i < names.size(); i++) {
                double y = top + i * step;
                cells.add(new Cell(client.getKey(), i, x, y, step, step));
                cell(g, client.getValue(), i, x, y, side, side);
            }
            place++;
        }
        return true;
    }

    private boolean fits(double step) {
        int bands = Math.ceilDiv(shown.size(), perBand(step));
        return bands * (names.size() * step + BAND_GAP) <= canvas.getHeight() + BAND_GAP;
    }

    private int perBand(double step) {
        return Math.max(1, (int) ((canvas.getWidth() - BAND_NAME) / step));
    }

    private void bandNames(GraphicsContext g, double top, double step) {
        g.setFont(Font.font("Lab Sans", FontWeight.BOLD, Math.min(12, step)));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(palette.text());
        for (int i = 0; i < names.size(); i++) {
            g.fillText(names.get(i), 0, top + i * step + step / 2, BAND_NAME - 4);
        }
    }

    /// @return the colour it has
    private Color cell(
            GraphicsContext g,
            Counts counts,
            int instance,
            double x,
            double y,
            double width,
            double height) {
        double share = counts.total() == 0 ? 0 : (double) counts.get(instance) / counts.total();
        Color color =
                share == 0
                        ? palette.surface().interpolate(palette.line(), 0.55)
                        : palette.surface()
                                .interpolate(palette.of(names.get(instance)), 0.25 + 0.75 * share);
        g.setFill(color);
        double round = Math.min(6, Math.min(width, height) / 3);
        g.fillRoundRect(x, y, width, height, round, round);
        return color;
    }
}
