package io.lblab.ui.stack;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackState;
import io.lblab.ui.fx.Worded;
import io.lblab.ui.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Where the shop keeps its data: to be chosen while nothing runs, to be read afterwards.
final class ShopChoicesBar extends HBox {

    private final StackViewModel model;
    private final Texts texts;

    ShopChoicesBar(StackViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("shop-choices");
        add(
                "database",
                ShopChoices.Database.values(),
                ShopChoices::database,
                (all, chosen) -> new ShopChoices(chosen, all.stock(), all.sessions()));
        add(
                "stock",
                ShopChoices.StockStore.values(),
                ShopChoices::stock,
                (all, chosen) -> new ShopChoices(all.database(), chosen, all.sessions()));
        add(
                "sessions",
                ShopChoices.SessionStore.values(),
                ShopChoices::sessions,
                (all, chosen) -> new ShopChoices(all.database(), all.stock(), chosen));
        disableProperty().bind(model.stack().stateProperty().isNotEqualTo(StackState.STOPPED));
    }

    private <E extends Enum<E>> void add(
            String name,
            E[] values,
            Function<ShopChoices, E> read,
            BiFunction<ShopChoices, E, ShopChoices> change) {
        String title = texts.get("shop." + name);
        Label label = new Label(title);
        label.getStyleClass().add("choice-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        ComboBox<E> box = new ComboBox<>();
        box.setId("shop-" + name);
        box.getStyleClass().add("small");
        box.setMinWidth(Region.USE_PREF_SIZE);
        box.setAccessibleText(title);
        box.setTooltip(new Tooltip(texts.get("shop." + name + ".about")));
        box.setConverter(
                new Worded<>(
                        List.of(values),
                        value ->
                                texts.get(
                                        "shop."
                                                + name
                                                + "."
                                                + value.name().toLowerCase(Locale.ROOT))));
        box.getItems().setAll(values);
        label.setLabelFor(box);
        model.shopProperty().subscribe(now -> box.setValue(read.apply(now)));
        box.valueProperty()
                .subscribe(chosen ->
                        model.shopProperty().set(change.apply(model.shopProperty().get(), chosen)));
        getChildren().addAll(label, box);
    }
}
