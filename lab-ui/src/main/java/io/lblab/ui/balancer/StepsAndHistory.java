package io.lblab.ui.balancer;

import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What an apply did step by step, and what was live before: one card, one of them at a time. A new
/// apply shows its steps.
final class StepsAndHistory {

    private StepsAndHistory() {}

    static Card of(BalancerViewModel model, Texts texts) {
        ToggleGroup group = new ToggleGroup();
        ToggleButton steps = choice("show-steps", texts.get("balancer.steps"), "left-pill", group);
        ToggleButton history =
                choice("show-history", texts.get("balancer.history"), "right-pill", group);
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null && before != null) {
                        before.setSelected(true); // one is always shown
                    }
                });
        steps.setSelected(true);
        model.nginx()
                .applyingProperty()
                .subscribe(applying -> {
                    if (applying) {
                        steps.setSelected(true);
                    }
                });
        StackPane content =
                new StackPane(
                        Visibility.when(
                                steps.selectedProperty(),
                                scrolling(new ApplySteps(model.nginx(), texts))),
                        Visibility.when(
                                history.selectedProperty(),
                                scrolling(new HistoryList(model, texts))));
        VBox.setVgrow(content, Priority.ALWAYS);
        HBox choice = new HBox(steps, history);
        Card card = Card.filling(choice, content);
        card.setMinHeight(104);
        card.setPrefHeight(104); // what the form leaves
        return card;
    }

    private static ToggleButton choice(String id, String text, String style, ToggleGroup group) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().addAll(style, "small");
        button.setToggleGroup(group);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static ScrollPane scrolling(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }
}
