package io.lblab.ui.stack;

import io.lblab.stack.Progress;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One line per service while the stack starts or stops: a wheel until it is done, then a tick.
final class ProgressList extends GridPane {

    private final ObservableList<Progress> progress;

    ProgressList(ObservableList<Progress> progress) {
        this.progress = progress;
        getStyleClass().add("progress-list");
        setAlignment(Pos.CENTER);
        progress.addListener((ListChangeListener<Progress>) _ -> build());
        build();
    }

    private void build() {
        getChildren().clear();
        for (int row = 0; row < progress.size(); row++) {
            Progress line = progress.get(row);
            Label service = new Label(line.service());
            service.getStyleClass().add("progress-service");
            service.setMinWidth(USE_PREF_SIZE);
            Label text = new Label(line.text());
            text.getStyleClass().add("progress-text");
            addRow(row, sign(line), service, text);
        }
    }

    private static Node sign(Progress line) {
        if (line.done()) {
            FontIcon done = new FontIcon(Feather.CHECK);
            done.getStyleClass().add("sign-good");
            return new StackPane(done);
        }
        ProgressIndicator wheel = new ProgressIndicator();
        wheel.getStyleClass().add("small-wheel");
        wheel.setPrefSize(16, 16);
        wheel.setMinSize(16, 16);
        return new StackPane(wheel);
    }
}
