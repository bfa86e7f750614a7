package io.lblab.ui.balancer;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;

/// The parts that the forms of this screen are made of.
final class Fields {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");

    private Fields() {}

    /// A field for a value; it turns red while what stands there can't be read.
    static TextField of(String id, String spoken, Typed<?> value, int columns) {
        TextField field = new TextField();
        field.setId(id);
        field.getStyleClass().add("small-field");
        field.setAccessibleText(spoken);
        field.setPrefColumnCount(columns);
        field.setMinWidth(Region.USE_PREF_SIZE);
        field.textProperty().bindBidirectional(value.textProperty());
        value.errorProperty()
                .subscribe(error -> field.pseudoClassStateChanged(WRONG, !error.isEmpty()));
        return field;
    }

    /// The name before a field.
    static Label name(String text) {
        Label name = new Label(text);
        name.getStyleClass().add("field-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        return name;
    }

    /// Why what stands in a field can't be used.
    static Label error(Typed<?> value) {
        Label error = new Label();
        error.getStyleClass().add("field-error");
        error.setWrapText(true);
        error.setMinHeight(Region.USE_PREF_SIZE);
        error.textProperty().bind(value.errorProperty());
        return error;
    }
}
