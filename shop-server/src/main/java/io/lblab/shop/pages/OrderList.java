package io.lblab.shop.pages;

import io.lblab.shop.orders.OrderState;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A page of everybody's orders, newest first.
///
/// @param state only those that stand there; empty for all
/// @param before only older ones than this; 0 for the newest
/// @param more whether there are older ones still
public record OrderList(
        List<AdminOrder> orders, Optional<OrderState> state, long before, boolean more) {

    public List<String> states() {
        return Arrays.stream(OrderState.values()).map(OrderState::text).toList();
    }

    public String stateText() {
        return state.map(OrderState::text).orElse("");
    }

    public String newest() {
        return "/admin/orders?state=" + stateText();
    }

    public String older() {
        return newest() + "&before=" + orders.getLast().id();
    }
}
