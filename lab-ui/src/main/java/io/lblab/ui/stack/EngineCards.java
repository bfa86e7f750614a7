package io.lblab.ui.stack;

import io.lblab.stack.StackKind;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.ChoiceCard;
import io.lblab.ui.text.Texts;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands on the Stack screen while nothing runs: which engine to start on, and the button.
final class EngineCards extends VBox {

    private final StackViewModel model;
    private final Texts texts;
    private final Label why = new Label();
    private final HBox cards = new HBox();

    EngineCards(StackViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("engine-choice");
        setAlignment(Pos.CENTER);
        Label title = new Label(texts.get("stack.empty.title"));
        title.getStyleClass().add("empty-title");
        why.getStyleClass().add("empty-text");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        cards.getStyleClass().add("engine-cards");
        cards.setAlignment(Pos.CENTER);
        Button start = Buttons.main("start", texts.get("stack.start"), Feather.PLAY, model::start);
        start.getStyleClass().add("large");
        getChildren().addAll(title, why, cards, start);
        model.missingProperty().subscribe(_ -> build());
        model.stack().kindProperty().subscribe(_ -> build());
    }

    private void build() {
        cards.getChildren().clear();
        ToggleGroup group = new ToggleGroup();
        List<StackKind> kinds = model.stack().kinds();
        for (StackKind kind : kinds) {
            cards.getChildren().add(card(kind, group));
        }
        why.setText(explain(kinds));
    }

    private String explain(List<StackKind> kinds) {
        Map<StackKind, String> missing = model.missingProperty().get();
        if (missing == null) {
            return texts.get("stack.empty.looking");
        }
        long ready = kinds.stream().filter(k -> !missing.containsKey(k)).count();
        return texts.get(
                ready == 0
                        ? "stack.empty.none"
                        : ready == 1 ? "stack.empty.one" : "stack.empty.both");
    }

    private ChoiceCard card(StackKind kind, ToggleGroup group) {
        Map<StackKind, String> known = model.missingProperty().get();
        String missing = known == null ? "" : known.getOrDefault(kind, "");
        String name = texts.get("engine." + kind.name());
        Label title = new Label(name);
        title.getStyleClass().add("choice-title");
        HBox heading =
                new HBox(
                        8,
                        new FontIcon(kind == StackKind.COMPOSE ? Feather.BOX : Feather.CPU),
                        title);
        heading.setAlignment(Pos.CENTER_LEFT);
        ChoiceCard card =
                new ChoiceCard(
                        "engine-" + kind.name(),
                        name,
                        heading,
                        missing.isEmpty() ? texts.get("engine.about." + kind.name()) : missing);
        if (!missing.isEmpty()) {
            card.getStyleClass().add("choice-missing");
        }
        card.setToggleGroup(group);
        card.setDisable(!missing.isEmpty());
        card.setSelected(model.stack().kindProperty().get() == kind);
        card.setOnAction(_ -> model.stack().kindProperty().set(kind));
        return card;
    }
}
