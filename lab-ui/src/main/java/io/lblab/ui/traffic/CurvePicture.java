package io.lblab.ui.traffic;

import io.lblab.traffic.Load;
import io.lblab.ui.text.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;

/// The rate of an open model over time, as a curve.
final class CurvePicture extends StackPane {

    private static final double HEIGHT = 72;

    private final Texts texts;
    private final Pane drawing = new Pane();
    private final Polygon area = new Polygon();
    private final Polyline line = new Polyline();
    private final Label highest = new Label();
    private final Label whole = new Label();
    private Optional<Load.Open> curve = Optional.empty();

    CurvePicture(Texts texts) {
        this.texts = texts;
        getStyleClass().add("curve");
        setId("curve");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        area.getStyleClass().add("curve-area");
        line.getStyleClass().add("curve-line");
        highest.getStyleClass().add("curve-label");
        whole.getStyleClass().add("curve-label");
        drawing.getChildren().addAll(area, line);
        StackPane.setAlignment(highest, Pos.TOP_LEFT);
        StackPane.setAlignment(whole, Pos.BOTTOM_RIGHT);
        getChildren().addAll(drawing, highest, whole);
        drawing.widthProperty().subscribe((before, now) -> draw());
        drawing.heightProperty().subscribe((before, now) -> draw());
    }

    /// Shows it; what is no curve leaves the frame empty.
    void show(Optional<Load.Open> newCurve) {
        curve = newCurve;
        highest.setText(
                curve.map(load -> texts.get("curve.highest", texts.numbers().rate(most(load))))
                        .orElse(""));
        whole.setText(curve.map(Load.Open::time).map(texts.numbers()::duration).orElse(""));
        setAccessibleText(highest.getText() + ", " + whole.getText());
        draw();
    }

    private static double most(Load.Open load) {
        return load.stages().stream()
                .mapToDouble(stage -> Math.max(stage.from(), stage.to()))
                .max()
                .orElse(0);
    }

    private void draw() {
        List<Double> points = new ArrayList<>();
        double width = drawing.getWidth();
        double height = drawing.getHeight();
        curve.ifPresent(load -> {
            double seconds = seconds(load.time());
            double top = Math.max(1e-9, most(load));
            double at = 0;
            for (Load.Stage stage : load.stages()) {
                points.add(width * at / seconds);
                points.add(height * (1 - 0.8 * stage.from() / top));
                at += seconds(stage.time());
                points.add(width * at / seconds);
                points.add(height * (1 - 0.8 * stage.to() / top));
            }
        });
        line.getPoints().setAll(points);
        if (!points.isEmpty()) {
            points.addAll(List.of(width, height, 0.0, height));
        }
        area.getPoints().setAll(points);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
