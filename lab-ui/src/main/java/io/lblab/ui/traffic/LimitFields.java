package io.lblab.ui.traffic;

import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.LoadText;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A search for the limit as it is typed, and reading it.
final class LimitFields {

    private final TypedNumbers numbers;
    private final StringProperty from = new SimpleStringProperty("100");
    private final StringProperty to = new SimpleStringProperty("20000");
    private final StringProperty each = new SimpleStringProperty("5s");

    LimitFields(TypedNumbers numbers) {
        this.numbers = numbers;
    }

    /// What is typed now.
    ///
    /// @param bounds what must be kept; none for the usual ones
    /// @throws InvalidPlanException with the sentence to show
    LimitPlan plan(List<Threshold> bounds) {
        return new LimitPlan(
                numbers.from1To(LimitPlan.HIGHEST, from.get(), "limit.from"),
                numbers.from1To(LimitPlan.HIGHEST, to.get(), "limit.to"),
                LoadText.time(each.get()),
                bounds);
    }

    /// The first rate, in requests a second.
    StringProperty fromProperty() {
        return from;
    }

    /// The highest rate to try.
    StringProperty toProperty() {
        return to;
    }

    /// How long each is tried, as [LoadText#time(String)] reads it.
    StringProperty eachProperty() {
        return each;
    }
}
