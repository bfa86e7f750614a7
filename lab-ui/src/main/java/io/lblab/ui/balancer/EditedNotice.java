package io.lblab.ui.balancer;

import io.lblab.nginx.HandEdit;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says that somebody edited nginx.conf by hand, and what can be done about it; not there
/// otherwise.
final class EditedNotice extends HBox {

    EditedNotice(BalancerViewModel model, Texts texts) {
        getStyleClass().add("notice");
        setId("edited");
        Label text = new Label();
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        model.editProperty().subscribe(edit -> text.setText(words(edit, texts)));
        ToggleButton show = new ToggleButton(texts.get("edited.show"), new FontIcon(Feather.EYE));
        show.setId("edited-show");
        show.setMinWidth(USE_PREF_SIZE);
        show.selectedProperty().bindBidirectional(model.showsEditProperty());
        Button take =
                Buttons.plain(
                        "edited-take",
                        texts.get("edited.take"),
                        Feather.CORNER_DOWN_RIGHT,
                        model::takeOver);
        Button overwrite =
                Buttons.plain(
                        "edited-overwrite",
                        texts.get("edited.overwrite"),
                        Feather.EDIT_3,
                        model::overwrite);
        take.disableProperty().bind(model.nginx().applyingProperty());
        overwrite.disableProperty().bind(model.nginx().applyingProperty());
        getChildren().addAll(new FontIcon(Feather.EDIT), text, show, take, overwrite);
        BooleanBinding edited = model.editProperty().isNotNull();
        Visibility.when(edited, this);
    }

    private static String words(@Nullable HandEdit edit, Texts texts) {
        if (edit == null) {
            return "";
        }
        return texts.get(
                edit.ofUpstream() ? "edited.upstream" : "edited.elsewhere", edit.generation());
    }
}
