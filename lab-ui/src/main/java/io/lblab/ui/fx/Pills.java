package io.lblab.ui.fx;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A few joined buttons, of which always one is chosen.
///
/// @param <T> what they choose among
public final class Pills<T> extends HBox {

    private final ToggleGroup group = new ToggleGroup();
    private final ObjectProperty<T> value;

    /// One of the buttons.
    ///
    /// @param id of the button
    public record Pill<T>(String id, String text, T value) {}

    /// The first is chosen.
    public Pills(List<Pill<T>> pills) {
        value = new SimpleObjectProperty<>(pills.getFirst().value());
        List<ToggleButton> buttons = new ArrayList<>();
        for (Pill<T> pill : pills) {
            ToggleButton button = new ToggleButton(pill.text());
            button.setId(pill.id());
            button.getStyleClass().addAll(place(buttons.size(), pills.size()), "small");
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> value.set(pill.value()));
            buttons.add(button);
        }
        value.subscribe(now -> {
            for (int i = 0; i < pills.size(); i++) {
                if (pills.get(i).value().equals(now)) {
                    buttons.get(i).setSelected(true);
                }
            }
        });
        group.selectedToggleProperty()
                .subscribe((before, now) -> {
                    if (now == null && before != null) {
                        before.setSelected(true); // one is always chosen
                    }
                });
        setMinWidth(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        getChildren().addAll(buttons);
    }

    private static String place(int index, int count) {
        if (index == 0) {
            return "left-pill";
        }
        return index == count - 1 ? "right-pill" : "center-pill";
    }

    public ObjectProperty<T> valueProperty() {
        return value;
    }

    /// Whether it is the chosen one.
    public BooleanBinding is(T one) {
        return value.isEqualTo(one);
    }
}
