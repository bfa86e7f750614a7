package io.lblab.shop.stock;

import java.util.function.Consumer;

/// Brings the stock changes made through any instance.
public interface StockChannel extends AutoCloseable {
    /// Starts to deliver; called once. The listener must return quickly.
    void listen(Consumer<StockUpdate> listener);

    @Override
    void close();
}
