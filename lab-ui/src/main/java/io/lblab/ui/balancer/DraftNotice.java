package io.lblab.ui.balancer;

import io.lblab.ui.fx.Visibility;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Why the draft can't be applied, or what it would do that nobody wants, in a sentence; not there
/// when there is nothing to say.
final class DraftNotice extends HBox {

    private static final PseudoClass WARNS = PseudoClass.getPseudoClass("warns");

    DraftNotice(BalancerViewModel model) {
        setId("draft-problem");
        getStyleClass().addAll("notice", "draft-notice");
        StringBinding said =
                Bindings.createStringBinding(
                        () ->
                                model.draftProblemProperty().get().isEmpty()
                                        ? model.warningProperty().get()
                                        : model.draftProblemProperty().get(),
                        model.draftProblemProperty(),
                        model.warningProperty());
        Label text = new Label();
        text.setId("draft-problem-text");
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.textProperty().bind(said);
        model.draftProblemProperty()
                .subscribe(problem -> pseudoClassStateChanged(WARNS, problem.isEmpty()));
        getChildren().addAll(new FontIcon(Feather.ALERT_TRIANGLE), text);
        BooleanBinding any = said.isNotEmpty();
        Visibility.when(any, this);
    }
}
