package io.lblab.ui.traffic;

import io.lblab.traffic.InvalidPlanException;
import io.lblab.ui.text.Texts;

/// Reads numbers as people type them into the form.
final class TypedNumbers {

    private final Texts texts;

    TypedNumbers(Texts texts) {
        this.texts = texts;
    }

    /// A whole number from 1 up; groups of digits may stand apart.
    ///
    /// @param name the key of the field's name
    /// @throws InvalidPlanException with the sentence to show
    int from1To(int max, String typed, String name) {
        String digits = typed.replaceAll("[\\s\\u202f\\u00a0.,']", "");
        if (digits.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(digits);
            if (value >= 1 && value <= max) {
                return value;
            }
        }
        throw new InvalidPlanException(
                texts.get(
                        "traffic.badNumber",
                        texts.get(name),
                        typed.strip(),
                        texts.numbers().count(max)));
    }

    /// Any whole number.
    ///
    /// @throws InvalidPlanException with the sentence to show
    long seed(String typed) {
        String digits = typed.strip();
        if (!digits.matches("-?[0-9]{1,18}")) {
            throw new InvalidPlanException(texts.get("traffic.badSeed", digits));
        }
        return Long.parseLong(digits);
    }
}
