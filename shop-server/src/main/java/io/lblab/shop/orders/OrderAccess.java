package io.lblab.shop.orders;

import io.javalin.http.Context;
import io.lblab.shop.accounts.Accounts;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.store.Database;
import java.util.Optional;

/// Which orders somebody may see: those bought without an account, and one's own; an admin all. The
/// others do not exist for them.
public final class OrderAccess {
    private final Database database;
    private final Accounts accounts;

    public OrderAccess(Database database, Accounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /// The order, if there is one that the sender of this request may see.
    public Optional<Order> find(Context ctx, long id) {
        return database.read(c -> OrderTable.find(c, id)).filter(order -> isVisible(ctx, order));
    }

    /// Whether it is the sender's own.
    public boolean isOwn(Context ctx, Order order) {
        return order.customer().isPresent()
                && accounts.of(ctx)
                        .map(Customer::id)
                        .filter(id -> id == order.customer().getAsLong())
                        .isPresent();
    }

    private boolean isVisible(Context ctx, Order order) {
        return order.customer().isEmpty()
                || isOwn(ctx, order)
                || accounts.of(ctx).filter(Customer::isAdmin).isPresent();
    }
}
