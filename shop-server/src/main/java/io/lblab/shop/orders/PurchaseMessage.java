package io.lblab.shop.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What the topic `purchases` carries: an order to be paid.
public record PurchaseMessage(
        @JsonProperty("order_id") long orderId,
        @JsonProperty("product_id") long productId,
        int quantity) {}
