package io.lblab.shop.stock;

import io.lblab.shop.catalogue.Product;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Where pieces are counted: in the database, or in Redis with the database written behind.
///
/// An order takes its pieces in two steps, because Redis has no part in the database's transaction:
/// [#hold] before it, [#book] in it. Both may be done again for the same order without taking
/// twice.
public interface StockBook extends AutoCloseable {
    /// Pieces of one product.
    record Line(long productId, int quantity) {}

    /// What [#hold] found out.
    ///
    /// @param granted whether there were enough pieces of everything
    /// @param epoch which loading of the book the pieces were taken from
    record Hold(boolean granted, String epoch) {}

    /// Sets pieces aside for an order, all lines or none.
    ///
    /// @throws io.lblab.shop.store.StoreException when the book cannot be reached; worth doing
    ///   again
    Hold hold(long orderId, List<Line> lines);

    /// Makes the hold final, in the transaction that ends the order.
    ///
    /// @return false, and nothing changed, when there are not enough pieces
    /// @throws StaleHoldException when the hold must be made again
    boolean book(Connection connection, Hold hold, long orderId, List<Line> lines, long now)
            throws SQLException;

    /// Tells everybody of an order's booking, now that its transaction is committed.
    void booked(long orderId, List<Line> lines);

    /// Gives back what is held for an order that ended without being booked. Does nothing for an
    /// order that holds nothing.
    void release(long orderId, List<Line> lines);

    /// Undoes the booking of an order, in the transaction that ends it.
    void unbook(Connection connection, long orderId, List<Line> lines, long now)
            throws SQLException;

    /// Gives the pieces back and tells everybody, now that the transaction that unbooked the order
    /// is committed.
    void unbooked(long orderId, List<Line> lines);

    /// Sets the stock of a product by hand. Empty when there is no such product.
    ///
    /// @throws io.lblab.shop.store.StoreException when the book cannot be reached
    Optional<Product> set(long productId, int stock);

    /// Brings the database up to date with everything counted until now.
    void flush();

    @Override
    void close();
}
