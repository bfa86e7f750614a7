package io.lblab.ui.balancer;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ApplyStep;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.text.Texts;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The pipeline of an apply, each step with its command and what came of it.
final class ApplySteps extends VBox {

    private final LiveNginx nginx;
    private final Texts texts;

    ApplySteps(LiveNginx nginx, Texts texts) {
        this.nginx = nginx;
        this.texts = texts;
        setId("apply-steps");
        getStyleClass().add("apply-steps");
        nginx.steps().addListener((ListChangeListener<ApplyStep>) _ -> build());
        nginx.resultProperty().subscribe(_ -> build());
    }

    private void build() {
        getChildren().clear();
        if (nginx.steps().isEmpty()) {
            Label hint = new Label(texts.get("balancer.steps.none"));
            hint.getStyleClass().add("empty-text");
            hint.setWrapText(true);
            hint.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(hint);
            return;
        }
        nginx.steps().forEach(step -> getChildren().add(row(step)));
        if (nginx.resultProperty().get() instanceof ApplyResult.Applied applied) {
            Label live =
                    new Label(
                            texts.get(
                                    "balancer.applied",
                                    applied.generation(),
                                    texts.numbers().duration(applied.took())));
            live.setId("applied");
            live.getStyleClass().add("applied");
            live.setWrapText(true);
            live.setMinHeight(Region.USE_PREF_SIZE);
            getChildren().add(live);
        }
    }

    private HBox row(ApplyStep step) {
        Label name = new Label(texts.get("step." + step.kind()));
        name.getStyleClass().add("strong");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label took = new Label();
        took.getStyleClass().add("muted");
        took.setMinWidth(Region.USE_PREF_SIZE);
        if (step.status() != ApplyStep.Status.RUNNING) {
            took.setText(texts.numbers().millis(step.took().toNanos() / 1e6) + " ms");
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label command = line(step.command(), "code-line");
        VBox words = new VBox(1, new HBox(name, gap, took), command);
        if (!step.detail().isEmpty()) {
            words.getChildren().add(line(step.detail(), "step-detail"));
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(10, sign(step.status()), words);
        row.getStyleClass().add("apply-step");
        return row;
    }

    private static Label line(String text, String style) {
        Label line = new Label(text);
        line.getStyleClass().add(style);
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        return line;
    }

    private static Node sign(ApplyStep.Status status) {
        Node sign =
                switch (status) {
                    case RUNNING -> {
                        ProgressIndicator wheel = new ProgressIndicator();
                        wheel.setMinSize(14, 14);
                        wheel.setPrefSize(14, 14);
                        yield wheel;
                    }
                    case DONE -> icon(Feather.CHECK, "sign-good");
                    case FAILED -> icon(Feather.X, "sign-bad");
                };
        StackPane pane = new StackPane(sign);
        pane.setMinSize(16, 20);
        pane.setMaxHeight(20);
        return pane;
    }

    private static FontIcon icon(Feather feather, String style) {
        FontIcon icon = new FontIcon(feather);
        icon.getStyleClass().add(style);
        return icon;
    }
}
