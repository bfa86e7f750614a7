package io.lblab.shop.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/// A product on the wire, and in the cache.
///
/// @param price in whole units of money with two decimals
public record ProductView(
        long id,
        String name,
        int stock,
        BigDecimal price,
        @JsonProperty("image_url") String imageUrl) {

    public static ProductView of(Product product) {
        return new ProductView(
                product.id(),
                product.name(),
                product.stock(),
                BigDecimal.valueOf(product.priceCents(), 2),
                product.imageUrl());
    }
}
