package io.lblab.ui.fx;

import java.util.List;
import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// What the values of a choice are called; each has words of its own.
public final class Worded<T> extends StringConverter<T> {

    private final List<T> values;
    private final Function<T, String> words;

    public Worded(List<T> values, Function<T, String> words) {
        this.values = List.copyOf(values);
        this.words = words;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : words.apply(value);
    }

    /// The value of those words; null when there is none.
    @Override
    public @Nullable T fromString(String text) {
        return values.stream()
                .filter(value -> words.apply(value).equals(text))
                .findFirst()
                .orElse(null);
    }
}
