package io.lblab.ui.shell;

import io.lblab.ui.text.Texts;
import java.util.Optional;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/// Asked when the window closes while the stack runs.
final class CloseDialog {

    /// What is to become of the stack.
    enum Answer {
        STOP,
        LEAVE
    }

    private final Texts texts;

    CloseDialog(Texts texts) {
        this.texts = texts;
    }

    /// What is to become of the stack; empty when the window is to stay open.
    Optional<Answer> ask(Window owner) {
        ButtonType stop = new ButtonType(texts.get("close.stop"), ButtonData.YES);
        ButtonType leave = new ButtonType(texts.get("close.leave"), ButtonData.NO);
        ButtonType cancel = new ButtonType(texts.get("close.cancel"), ButtonData.CANCEL_CLOSE);
        Alert alert = new Alert(Alert.AlertType.NONE, texts.get("close.text"), stop, leave, cancel);
        alert.initOwner(owner);
        alert.setTitle(texts.get("close.title"));
        alert.setHeaderText(texts.get("close.header"));
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
        alert.getDialogPane().setPrefWidth(520);
        alert.getDialogPane().getStyleClass().add("lab-dialog");
        alert.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
        return alert.showAndWait()
                .flatMap(chosen ->
                        chosen == stop
                                ? Optional.of(Answer.STOP)
                                : chosen == leave ? Optional.of(Answer.LEAVE) : Optional.empty());
    }
}
