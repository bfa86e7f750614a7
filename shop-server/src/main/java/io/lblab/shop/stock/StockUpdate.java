package io.lblab.shop.stock;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A product's stock has changed. The message on the channel `stock-updates`, and the data of an
/// SSE event.
///
/// @param stock pieces left
public record StockUpdate(
        @JsonProperty(value = "product_id", required = true) long productId,
        @JsonProperty(required = true) int stock) {}
