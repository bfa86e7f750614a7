package io.lblab.ui.balancer;

import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.Pills;
import io.lblab.ui.fx.Pills.Pill;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// What an apply did step by step, and what was live before: one card, one of them at a time. A new
/// apply shows its steps.
final class StepsAndHistory {

    private enum Shown {
        STEPS,
        HISTORY
    }

    private StepsAndHistory() {}

    static Card of(BalancerViewModel model, Texts texts) {
        Pills<Shown> choice =
                new Pills<>(
                        List.of(
                                new Pill<>("show-steps", texts.get("balancer.steps"), Shown.STEPS),
                                new Pill<>(
                                        "show-history",
                                        texts.get("balancer.history"),
                                        Shown.HISTORY)));
        model.nginx()
                .applyingProperty()
                .subscribe(applying -> {
                    if (applying) {
                        choice.valueProperty().set(Shown.STEPS);
                    }
                });
        StackPane content =
                new StackPane(
                        Visibility.when(
                                choice.is(Shown.STEPS),
                                scrolling(new ApplySteps(model.nginx(), texts))),
                        Visibility.when(
                                choice.is(Shown.HISTORY),
                                scrolling(new HistoryList(model, texts))));
        VBox.setVgrow(content, Priority.ALWAYS);
        Card card = Card.filling(choice, content);
        card.setMinHeight(104);
        card.setPrefHeight(104); // what the form leaves
        return card;
    }

    private static ScrollPane scrolling(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("plain-scroll");
        return scroll;
    }
}
