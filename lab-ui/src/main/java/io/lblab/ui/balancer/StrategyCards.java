package io.lblab.ui.balancer;

import io.lblab.ui.fx.ChoiceCard;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import io.lblab.upstream.Strategy;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// One card per strategy: its name, what it does in a sentence, a small picture of it.
final class StrategyCards extends HBox {

    private static final List<Strategy> OFFERED =
            List.of(new Strategy.RoundRobin(), new Strategy.LeastConn(), new Strategy.IpHash());

    StrategyCards(ObjectProperty<Strategy> chosen, Texts texts, Theme theme) {
        getStyleClass().add("strategy-cards");
        ToggleGroup group = new ToggleGroup();
        for (Strategy strategy : OFFERED) {
            ChoiceCard card = card(strategy, texts, theme);
            card.setToggleGroup(group);
            card.setOnAction(_ -> {
                card.setSelected(true);
                chosen.set(strategy);
            });
            chosen.subscribe(now -> card.setSelected(now.equals(strategy)));
            HBox.setHgrow(card, Priority.ALWAYS);
            getChildren().add(card);
        }
    }

    private static ChoiceCard card(Strategy strategy, Texts texts, Theme theme) {
        String id = strategy.id();
        Label name = new Label(texts.get("strategy." + id));
        name.getStyleClass().add("choice-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        ChoiceCard card =
                new ChoiceCard(
                        "strategy-" + id,
                        name.getText(),
                        heading(name, new StrategyPicture(strategy, theme)),
                        texts.get("strategy.about." + id));
        card.setMinWidth(100);
        card.setPrefWidth(250);
        return card;
    }

    private static HBox heading(Label name, StrategyPicture picture) {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox heading = new HBox(name, gap, picture);
        heading.getStyleClass().add("strategy-heading");
        return heading;
    }
}
