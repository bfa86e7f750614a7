package io.lblab.shop.standin;

import io.lblab.shop.orders.OrderChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// News of orders within this process, in the place of Redis.
public final class InProcessOrderChannel implements OrderChannel {
    private final List<Consumer<Update>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void publish(Update update) {
        listeners.forEach(listener -> listener.accept(update));
    }

    @Override
    public void listen(Consumer<Update> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
