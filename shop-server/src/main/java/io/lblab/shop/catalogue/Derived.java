package io.lblab.shop.catalogue;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Something made from the products, and kept until [Catalogue#all] gives another list. Several
/// threads may make the same at once; each gets a right one.
public final class Derived<T> {
    private final Function<List<Product>, T> make;
    private volatile @Nullable Made<T> last;

    private record Made<T>(List<Product> from, T value) {}

    public Derived(Function<List<Product>, T> make) {
        this.make = make;
    }

    /// Of these products.
    @SuppressWarnings("ReferenceEquality") // the catalogue promises the same list
    public T of(List<Product> products) {
        Made<T> known = last;
        if (known != null && known.from == products) {
            return known.value;
        }
        T value = make.apply(products);
        last = new Made<>(products, value);
        return value;
    }
}
