package io.lblab.ui.distribution;

import io.lblab.distribution.verdict.Verdict;
import io.lblab.ui.model.RunFigures;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A sentence with a sign before it.
final class Signs extends HBox {

    private final FontIcon sign = new FontIcon(Feather.CIRCLE);
    private final Label text = new Label();

    /// @param id of the sentence
    Signs(String id, boolean muted) {
        super(8);
        text.setId(id);
        text.setWrapText(true);
        text.setMinHeight(Region.USE_PREF_SIZE);
        if (muted) {
            text.getStyleClass().add("muted");
        }
        HBox.setHgrow(text, Priority.ALWAYS);
        getStyleClass().add("observers");
        getChildren().addAll(sign, text);
    }

    /// A remark that is fine, or one to be looked at.
    void say(String words, boolean fine) {
        text.setText(words);
        sign(fine ? Feather.CHECK_CIRCLE : Feather.INFO, fine ? "sign-good" : "sign-warn");
    }

    /// The verdict; its sign only once the run is over.
    void verdict(RunFigures run, String words) {
        text.setText(words);
        if (run.running()) {
            sign(Feather.CIRCLE, "");
            return;
        }
        switch (run.verdict().verdict()) {
            case Verdict.Matches _ -> sign(Feather.CHECK_CIRCLE, "sign-good");
            case Verdict.Differs _ -> sign(Feather.ALERT_CIRCLE, "sign-warn");
            case Verdict.TooFew _, Verdict.NothingToCompare _ -> sign(Feather.INFO, "");
        }
    }

    private void sign(Feather icon, String style) {
        sign.setIconCode(icon);
        sign.getStyleClass().removeAll("sign-good", "sign-warn");
        if (!style.isEmpty()) {
            sign.getStyleClass().add(style);
        }
    }
}
