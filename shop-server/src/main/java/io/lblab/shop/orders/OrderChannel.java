package io.lblab.shop.orders;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.function.Consumer;

/// Tells all instances that an order has moved on.
public interface OrderChannel extends AutoCloseable {
    /// An order's new state, as in [OrderState#text].
    record Update(
            @JsonProperty(value = "order_id", required = true) long orderId,
            @JsonProperty(required = true) String state) {}

    /// Tells it, if it can: who listens must also look now and then.
    void publish(Update update);

    /// Starts to deliver; called once. The listener must return quickly.
    void listen(Consumer<Update> listener);

    @Override
    void close();
}
