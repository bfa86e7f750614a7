package io.lblab.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;

/// A card to choose: a heading above a sentence. Choosing it again leaves it chosen.
public final class ChoiceCard extends ToggleButton {

    /// @param name the heading in words, for people who hear the window
    public ChoiceCard(String id, String name, Node heading, String about) {
        super(about, heading);
        setId(id);
        getStyleClass().add("choice-card");
        setContentDisplay(ContentDisplay.TOP);
        setGraphicTextGap(6);
        setMnemonicParsing(false);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        setAccessibleText(name + ". " + about);
    }

    @Override
    public void fire() {
        if (!isDisabled()) {
            setSelected(true);
            fireEvent(new javafx.event.ActionEvent());
        }
    }
}
