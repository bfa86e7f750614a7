package io.lblab.ui.fx;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One sentence about what went wrong, in place; not there while there is nothing to say.
public final class Notice extends HBox {

    /// @param problem emptied when the notice is dismissed
    public Notice(StringProperty problem, String dismissText) {
        this("problem", Feather.ALERT_TRIANGLE, problem, dismissText);
    }

    private Notice(String id, Feather icon, StringProperty problem, String dismissText) {
        getStyleClass().add("notice");
        setId(id);
        Label text = new Label();
        text.setWrapText(true);
        text.textProperty().bind(problem);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button dismiss = new Button(null, new FontIcon(Feather.X));
        dismiss.getStyleClass().addAll("flat", "button-icon", "small");
        dismiss.setAccessibleText(dismissText);
        dismiss.setTooltip(new javafx.scene.control.Tooltip(dismissText));
        dismiss.setOnAction(_ -> problem.set(""));
        getChildren().addAll(new FontIcon(icon), text, dismiss);
        visibleProperty().bind(problem.isNotEmpty());
        managedProperty().bind(visibleProperty());
    }

    /// One sentence about what was done.
    ///
    /// @param said emptied when the notice is dismissed
    public static Notice good(String id, StringProperty said, String dismissText) {
        Notice notice = new Notice(id, Feather.CHECK_CIRCLE, said, dismissText);
        notice.getStyleClass().add("notice-good");
        return notice;
    }
}
