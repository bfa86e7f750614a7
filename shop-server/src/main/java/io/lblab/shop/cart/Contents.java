package io.lblab.shop.cart;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What lies in a cart.
///
/// @param version another one after every change, empty for a cart that nothing was put into
/// @param pieces of each product, by its id
public record Contents(String version, NavigableMap<Long, Integer> pieces) {
    public static final Contents EMPTY = new Contents("", new TreeMap<>());

    public Contents {
        pieces = Collections.unmodifiableNavigableMap(pieces);
    }

    /// Pieces of all products together.
    public int count() {
        return pieces.values().stream().mapToInt(Integer::intValue).sum();
    }
}
