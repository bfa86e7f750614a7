package io.lblab.shop.cart;

/// Where carts are kept. Every change is one atomic step, so that parallel ones through different
/// instances lose nothing. Every method throws [io.lblab.shop.session.SessionsAway] when the place
/// cannot be reached.
public interface CartStore {
    int MOST_LINES = 50;
    int MOST_PIECES = 99;

    /// What became of a change.
    enum Change {
        DONE,
        /// There are [#MOST_LINES] products in the cart already; nothing was changed.
        TOO_MANY_LINES,
        /// There would be more than [#MOST_PIECES] of the product; nothing was changed.
        TOO_MANY_PIECES
    }

    Contents find(CartOwner owner);

    /// Puts more pieces of a product into the cart.
    Change add(CartOwner owner, long product, int pieces);

    /// Sets how many pieces of a product there are, 1 or more.
    Change put(CartOwner owner, long product, int pieces);

    void remove(CartOwner owner, long product);

    void clear(CartOwner owner);

    /// Empties the cart if nothing has changed in it since it had this version.
    void clear(CartOwner owner, String version);

    /// Moves everything from one cart into another: pieces of the same product are added up to
    /// [#MOST_PIECES], products beyond [#MOST_LINES] are left out.
    void merge(CartOwner from, CartOwner into);
}
