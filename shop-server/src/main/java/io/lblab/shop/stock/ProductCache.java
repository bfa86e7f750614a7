package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductView;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;

/// Products as all instances share them in front of the database. A cache that cannot be reached is
/// an empty one: no method fails because of it.
public interface ProductCache extends AutoCloseable {
    Optional<ProductView> product(long id);

    OptionalInt stock(long id);

    /// Forgets a product.
    ///
    /// @return how many keys there were, 0 to 2
    int delete(long id);

    /// Keeps products that were just read from the database, unless newer ones are there.
    void fill(Collection<Product> products);

    /// Keeps products that have changed, unless newer ones are there, and tells all instances of
    /// each one that was news. Changes of one product are told in the order of their versions. One
    /// that was withdrawn is forgotten, and nothing older takes its place.
    ///
    /// @return false when the cache could not be reached; worth doing again
    boolean refresh(Collection<Product> changed);

    /// Grows whenever the cache may have lost what was put into it.
    int generation();

    @Override
    void close();
}
