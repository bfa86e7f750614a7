package io.lblab.ui.balancer;

import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One server while it is being edited: its weight as a number and as it was typed.
final class ServerRow {

    private final Server server;
    private final Texts texts;
    private final IntegerProperty weight;
    private final StringProperty typed;
    private final StringProperty error = new SimpleStringProperty("");

    ServerRow(Server server, Texts texts) {
        this.server = server;
        this.texts = texts;
        weight = new SimpleIntegerProperty(server.weight());
        typed = new SimpleStringProperty(String.valueOf(server.weight()));
        typed.subscribe((before, now) -> read(now));
        weight.subscribe((before, now) -> {
            if (error.get().isEmpty() || now.intValue() != before.intValue()) {
                typed.set(String.valueOf(now.intValue()));
            }
        });
    }

    /// The server as it is live, with the weight it has there.
    Server server() {
        return server;
    }

    /// The last weight that was valid, 1–[Server#MAX_WEIGHT].
    IntegerProperty weightProperty() {
        return weight;
    }

    /// What stands in the field.
    StringProperty typedProperty() {
        return typed;
    }

    /// Why the typed weight can't be used, in a sentence; empty when it can.
    StringProperty errorProperty() {
        return error;
    }

    private void read(String text) {
        String digits = text.strip();
        if (digits.matches("[0-9]{1,4}")) {
            int value = Integer.parseInt(digits);
            if (value >= 1 && value <= Server.MAX_WEIGHT) {
                error.set("");
                weight.set(value);
                return;
            }
        }
        error.set(texts.get("balancer.badWeight", digits, server.name(), Server.MAX_WEIGHT));
    }
}
