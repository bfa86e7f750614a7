package io.lblab.shop.store;

/// Tells cheaply whether the products may have changed.
public interface ChangeMark extends AutoCloseable {
    /// A number that differs from the one before whenever a product was changed in between, by this
    /// process or another.
    ///
    /// @throws StoreException when the database cannot be reached
    long now();

    @Override
    void close();
}
