package io.lblab.shop.cart;

import io.javalin.http.Context;
import io.lblab.shop.cart.CartStore.Change;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.session.Session;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.session.SessionsAway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The cart of whoever sends a request. Methods throw [SessionsAway] when sessions cannot be
/// reached, except where they say otherwise.
public final class Carts {
    private final Sessions sessions;
    private final CartStore store;
    private final Catalogue catalogue;

    public Carts(Sessions sessions, CartStore store, Catalogue catalogue) {
        this.sessions = sessions;
        this.store = store;
        this.catalogue = catalogue;
    }

    /// Puts more pieces of a product into the cart, and makes a session when there is none.
    ///
    /// @param product one that exists
    /// @param pieces 1 or more
    public Change add(Context ctx, long product, int pieces) {
        return pieces > CartStore.MOST_PIECES
                ? Change.TOO_MANY_PIECES
                : store.add(CartOwner.of(sessions.open(ctx)), product, pieces);
    }

    /// Sets how many pieces of a product there are; 0 takes it out.
    ///
    /// @param product one that exists
    public Change put(Context ctx, long product, int pieces) {
        if (pieces > CartStore.MOST_PIECES) {
            return Change.TOO_MANY_PIECES;
        }
        if (pieces > 0) {
            return store.put(CartOwner.of(sessions.open(ctx)), product, pieces);
        }
        sessions.find(ctx).ifPresent(session -> store.remove(CartOwner.of(session), product));
        return Change.DONE;
    }

    public void clear(Context ctx) {
        sessions.find(ctx).ifPresent(session -> store.clear(CartOwner.of(session)));
    }

    /// Empties the cart if it still is what it was at this version.
    public void clear(Context ctx, String version) {
        sessions.find(ctx).ifPresent(session -> store.clear(CartOwner.of(session), version));
    }

    /// Moves what was put into the cart before the log-in into the customer's own.
    public void bring(Context ctx, Session.Login login) {
        sessions.find(ctx)
                .filter(session -> session.login() == null)
                .ifPresent(
                        session -> store.merge(CartOwner.of(session), CartOwner.ofCustomer(login)));
    }

    /// How many pieces are in the cart; 0 also when that cannot be found out.
    public int count(Context ctx) {
        Session session = sessions.visit(ctx).session();
        if (session == null) {
            return 0;
        }
        try {
            return store.find(CartOwner.of(session)).count();
        } catch (SessionsAway e) {
            return 0;
        }
    }

    /// The cart with its products. Those that are no longer sold are taken out.
    public CartView view(Context ctx) {
        return sessions.find(ctx)
                .map(CartOwner::of)
                .map(this::view)
                .orElseGet(() -> new CartView("", List.of(), 0));
    }

    private CartView view(CartOwner owner) {
        Contents contents = store.find(owner);
        Map<Long, Product> products =
                catalogue.all().stream()
                        .collect(Collectors.toMap(Product::id, Function.identity()));
        List<CartLine> lines = new ArrayList<>();
        int gone = 0;
        for (Map.Entry<Long, Integer> line : contents.pieces().entrySet()) {
            Product product = products.get(line.getKey());
            if (product != null) {
                lines.add(new CartLine(product, line.getValue()));
            } else {
                store.remove(owner, line.getKey());
                gone++;
            }
        }
        String version = gone == 0 ? contents.version() : store.find(owner).version();
        return new CartView(version, List.copyOf(lines), gone);
    }
}
