package io.lblab.ui.traffic;

import io.lblab.ui.fx.Buttons;
import io.lblab.ui.text.Texts;
import java.io.File;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// Opens a plan from a file and saves it to one, to keep it and to share it.
final class PlanFileButtons extends HBox {

    private final Texts texts;

    PlanFileButtons(TrafficViewModel model, Texts texts) {
        this.texts = texts;
        getStyleClass().add("form-line");
        Button open =
                Buttons.plain(
                        "open-plan",
                        texts.get("plan.open"),
                        Feather.FOLDER,
                        () -> {
                            File file = chooser("plan.openTitle").showOpenDialog(window());
                            if (file != null) {
                                model.open(file.toPath());
                            }
                        });
        Button save =
                Buttons.plain(
                        "save-plan",
                        texts.get("plan.save"),
                        Feather.SAVE,
                        () -> {
                            FileChooser chooser = chooser("plan.saveTitle");
                            chooser.setInitialFileName("plan.json");
                            File file = chooser.showSaveDialog(window());
                            if (file != null) {
                                model.save(file.toPath());
                            }
                        });
        open.getStyleClass().add("small");
        save.getStyleClass().add("small");
        getChildren().addAll(open, save);
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get(title));
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(texts.get("plan.files"), "*.json"));
        return chooser;
    }

    private javafx.stage.Window window() {
        return getScene().getWindow();
    }
}
