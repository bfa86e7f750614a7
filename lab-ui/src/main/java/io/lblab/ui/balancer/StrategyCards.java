package io.lblab.ui.balancer;

import io.lblab.nginx.Capabilities;
import io.lblab.ui.balancer.StrategyForm.Kind;
import io.lblab.ui.fx.ChoiceCard;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One card per strategy: its name, a small picture of its idea, which nginx brings it. What this
/// nginx lacks is greyed; it can be chosen to be looked at, not applied. Below them what the chosen
/// one does, and its parameters.
final class StrategyCards extends VBox {

    private static final double NARROWEST = 196;

    private final Map<Kind, StrategyPicture> pictures = new EnumMap<>(Kind.class);

    StrategyCards(BalancerViewModel model, Texts texts, Theme theme) {
        getStyleClass().add("strategy-cards");
        StrategyForm form = model.form().strategy();
        ToggleGroup group = new ToggleGroup();
        List<ChoiceCard> cards = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            StrategyPicture picture = new StrategyPicture(kind, theme);
            pictures.put(kind, picture);
            ChoiceCard card = card(kind, picture, model, texts);
            card.setToggleGroup(group);
            card.setOnAction(_ -> {
                card.setSelected(true);
                form.kindProperty().set(kind);
                picture.play();
            });
            form.kindProperty().subscribe(now -> card.setSelected(now == kind));
            cards.add(card);
        }
        getChildren().addAll(new TileGrid(NARROWEST, cards), new StrategyDetail(form, texts));
    }

    /// Ends what moves.
    void stop() {
        pictures.values().forEach(StrategyPicture::stop);
    }

    private static ChoiceCard card(
            Kind kind, StrategyPicture picture, BalancerViewModel model, Texts texts) {
        Label name = new Label(texts.get("strategy." + kind.id()));
        name.getStyleClass().add("strategy-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label since = new Label();
        since.getStyleClass().add("strategy-since");
        since.setMinWidth(Region.USE_PREF_SIZE);
        HBox content = new HBox(picture, new VBox(name, since));
        content.getStyleClass().add("strategy-tile");
        String about = texts.get("strategy.about." + kind.id());
        ChoiceCard card = new ChoiceCard("strategy-" + kind.id(), name.getText(), content);
        card.getStyleClass().add("choice-tile");
        Tooltip hint = new Tooltip();
        hint.setWrapText(true);
        hint.setMaxWidth(360);
        card.setTooltip(hint);
        model.capabilitiesProperty()
                .subscribe(can -> {
                    Optional<String> lacking = can.flatMap(known -> known.lacking(kind.example()));
                    since.setText(since(kind, lacking.isPresent(), texts));
                    card.getStyleClass().remove("choice-lacking");
                    if (lacking.isPresent()) {
                        card.getStyleClass().add("choice-lacking");
                    }
                    hint.setText(about + "\n" + lacking.orElse(since.getText()));
                    card.setAccessibleText(
                            name.getText() + ". " + about + " " + lacking.orElse(since.getText()));
                });
        return card;
    }

    private static String since(Kind kind, boolean lacking, Texts texts) {
        return Capabilities.since(kind.example())
                .map(version -> texts.get(lacking ? "strategy.needs" : "strategy.since", version))
                .orElseGet(() -> texts.get("strategy.always"));
    }
}
