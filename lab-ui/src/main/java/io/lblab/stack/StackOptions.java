package io.lblab.stack;

import java.util.OptionalInt;

/// What a start can be told.
///
/// @param port where nginx answers on 127.0.0.1; 0 picks a free one, empty leaves it to the stack:
///   [#DEFAULT_PORT], or what was set for it
/// @param instances number of shop instances, at least 1
/// @param monitoring whether Prometheus and what it scrapes come along where they can be had
/// @param shop where the shop keeps its data
public record StackOptions(OptionalInt port, int instances, boolean monitoring, ShopChoices shop) {

    public static final int DEFAULT_PORT = 8000;

    public StackOptions(int port, int instances, boolean monitoring) {
        this(OptionalInt.of(port), instances, monitoring, ShopChoices.defaults());
    }

    public static StackOptions defaults() {
        return new StackOptions(OptionalInt.empty(), 2, true, ShopChoices.defaults());
    }

    public StackOptions withPort(int newPort) {
        return withPort(OptionalInt.of(newPort));
    }

    public StackOptions withPort(OptionalInt newPort) {
        return new StackOptions(newPort, instances, monitoring, shop);
    }

    public StackOptions withMonitoring(boolean newMonitoring) {
        return new StackOptions(port, instances, newMonitoring, shop);
    }

    public StackOptions withShop(ShopChoices newShop) {
        return new StackOptions(port, instances, monitoring, newShop);
    }
}
