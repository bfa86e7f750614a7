package io.lblab.ui.fx;

import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A card to choose: a heading above a sentence, which wraps. Choosing it again leaves it chosen.
public final class ChoiceCard extends ToggleButton {

    private final Region content;

    /// @param name the heading in words, for people who hear the window
    public ChoiceCard(String id, String name, Node heading, String about) {
        this(id, name + ". " + about, sentence(heading, about));
    }

    /// @param spoken for people who hear the window
    public ChoiceCard(String id, String spoken, Region content) {
        this.content = content;
        setId(id);
        getStyleClass().add("choice-card");
        setAccessibleText(spoken);
        setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        setGraphic(content);
    }

    private static VBox sentence(Node heading, String about) {
        Label words = new Label(about);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().add("choice-text");
        return new VBox(6, heading, words);
    }

    @Override
    public void fire() {
        if (!isDisabled()) {
            setSelected(true);
            fireEvent(new ActionEvent());
        }
    }

    /// A button would give its content the width it likes best; the sentence is to wrap instead.
    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets insets = getInsets();
        double inner = width < 0 ? -1 : width - insets.getLeft() - insets.getRight();
        return insets.getTop() + content.prefHeight(inner) + insets.getBottom();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Insets insets = getInsets();
        content.resizeRelocate(
                insets.getLeft(),
                insets.getTop(),
                getWidth() - insets.getLeft() - insets.getRight(),
                getHeight() - insets.getTop() - insets.getBottom());
    }
}
