package io.lblab.ui.balancer;

import io.lblab.upstream.InvalidUpstreamException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A value as it stands in its field. What can't be read stays there, and the last value that could
/// be read holds on.
final class Typed<T> {

    private final Function<String, T> read;
    private final Function<T, String> write;
    private final StringProperty text;
    private final ReadOnlyObjectWrapper<T> value;
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

    /// @param read throws an [InvalidUpstreamException] whose message is the sentence to show
    /// @param write how a value stands in the field
    Typed(T start, Function<String, T> read, Function<T, String> write) {
        this.read = read;
        this.write = write;
        value = new ReadOnlyObjectWrapper<>(start);
        text = new SimpleStringProperty(write.apply(start));
        text.subscribe((before, now) -> typed(now));
    }

    /// A whole number.
    ///
    /// @param wrong the sentence about a text that is none of that size
    static Typed<Integer> number(int start, int least, int most, Function<String, String> wrong) {
        return new Typed<>(
                start,
                text -> {
                    int number = text.matches("[0-9]{1,8}") ? Integer.parseInt(text) : -1;
                    if (number < least || number > most) {
                        throw new InvalidUpstreamException(wrong.apply(text));
                    }
                    return number;
                },
                String::valueOf);
    }

    /// A text that the core checks.
    ///
    /// @param wrong the sentence about one that it refuses, in the language of the window
    static Typed<String> of(
            String start, UnaryOperator<String> check, UnaryOperator<String> wrong) {
        return new Typed<>(
                start,
                text -> {
                    try {
                        return check.apply(text);
                    } catch (InvalidUpstreamException e) {
                        throw new InvalidUpstreamException(wrong.apply(text), e);
                    }
                },
                text -> text);
    }

    /// What stands in the field.
    StringProperty textProperty() {
        return text;
    }

    /// The last value that could be read.
    ReadOnlyObjectProperty<T> valueProperty() {
        return value.getReadOnlyProperty();
    }

    T get() {
        return value.get();
    }

    /// Puts a value in place of what stands there; one that is there already leaves the text alone.
    void set(T now) {
        if (!now.equals(value.get())) {
            text.set(write.apply(now));
        }
    }

    /// Puts a value in place of what stands there, whatever that is.
    void reset(T now) {
        text.set(write.apply(now));
    }

    /// Why what stands there can't be used, in a sentence; empty when it can.
    ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    boolean isWrong() {
        return !error.get().isEmpty();
    }

    /// Calls it after every change.
    void onChange(Runnable then) {
        text.subscribe((before, now) -> then.run());
    }

    private void typed(String now) {
        try {
            T read = this.read.apply(now.strip());
            error.set("");
            value.set(read);
        } catch (InvalidUpstreamException e) {
            error.set(String.valueOf(e.getMessage()));
        }
    }
}
