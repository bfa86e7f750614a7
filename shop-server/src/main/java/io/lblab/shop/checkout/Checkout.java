package io.lblab.shop.checkout;

import io.javalin.http.Context;
import io.lblab.shop.accounts.Customer;
import io.lblab.shop.cart.CartLine;
import io.lblab.shop.cart.CartView;
import io.lblab.shop.cart.Carts;
import io.lblab.shop.orders.IdempotencyKey;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderRequest;
import io.lblab.shop.orders.Purchase;
import io.lblab.shop.orders.Purchases;
import io.lblab.shop.session.SessionsAway;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Makes one order of a cart. The cart is emptied when there is an order, and then only if it is
/// still what was ordered.
public final class Checkout {
    private static final String LOOK_AGAIN =
            "The cart is not what it was when you opened this page. Look at it again: this is what"
                    + " you would order now.";

    private final Carts carts;
    private final Purchases purchases;
    private final Clock clock;

    /// A form as it was sent.
    ///
    /// @param key see [CheckoutKey]
    /// @param total in cents, as the page showed it
    public record Form(String key, String total, Address address, Card card) {}

    public Checkout(Carts carts, Purchases purchases, Clock clock) {
        this.carts = carts;
        this.purchases = purchases;
        this.clock = clock;
    }

    /// The key for a cart that nobody has tried to order yet.
    public static CheckoutKey key(CartView cart) {
        return CheckoutKey.first(cart.version());
    }

    /// Orders what is in the cart.
    ///
    /// @throws SessionsAway when the cart cannot be reached; nothing was ordered
    /// @throws io.lblab.shop.store.StoreException when nobody knows whether it was; the same form
    ///   may be sent again
    public Outcome order(Context ctx, Customer customer, Form form) {
        CartView cart = carts.view(ctx);
        Optional<CheckoutKey> key = CheckoutKey.of(form.key());
        OptionalLong before =
                key.isPresent()
                        ? purchases.madeBy(scope(customer), key.get().text())
                        : OptionalLong.empty();
        if (key.isEmpty()
                || (before.isEmpty()
                        && !(key.get().version().equals(cart.version())
                                && form.total().equals(Long.toString(cart.totalCents()))))) {
            return new Outcome.Refused(409, List.of(LOOK_AGAIN), key(cart));
        }
        if (before.isPresent() && !key.get().version().equals(cart.version())) {
            return new Outcome.Placed(before.getAsLong());
        }
        List<String> complaints = new ArrayList<>(form.address().complaints());
        complaints.addAll(form.card().complaints(YearMonth.now(clock)));
        return complaints.isEmpty()
                ? place(ctx, customer, form, cart, key.get())
                : new Outcome.Refused(422, List.copyOf(complaints), key.get());
    }

    private Outcome place(
            Context ctx, Customer customer, Form form, CartView cart, CheckoutKey key) {
        return switch (purchases.place(request(customer, form, cart, key))) {
            case Purchase.Accepted(long id) -> {
                empty(ctx, cart.version());
                yield new Outcome.Placed(id);
            }
            case Purchase.BrokerUnavailable(long id) ->
                    new Outcome.Refused(
                            503,
                            List.of(
                                    ("Payments cannot be reached just now. Order %d was cancelled and"
                                                    + " nothing was charged; your cart is as it was."
                                                    + " Send it again in a moment.")
                                            .formatted(id)),
                            key.next());
            case Purchase.OutOfStock(long product) ->
                    refused(key, name(cart, product) + " is sold out. Take it out of the cart.");
            case Purchase.InsufficientStock(long product, int available) ->
                    refused(
                            key,
                            "Only %d of %s left. Take fewer."
                                    .formatted(available, name(cart, product)));
            case Purchase.ProductNotFound(long product) ->
                    refused(key, name(cart, product) + " is no longer sold.");
            case Purchase.InvalidQuantity(), Purchase.KeyReused() ->
                    new Outcome.Refused(409, List.of(LOOK_AGAIN), key.next());
        };
    }

    private static Outcome refused(CheckoutKey key, String words) {
        return new Outcome.Refused(409, List.of(words), key);
    }

    private static OrderRequest request(
            Customer customer, Form form, CartView cart, CheckoutKey key) {
        List<OrderRequest.Item> items =
                cart.lines().stream()
                        .map(line -> new OrderRequest.Item(line.product().id(), line.pieces()))
                        .toList();
        String fingerprint =
                items.stream()
                        .map(item -> item.productId() + "x" + item.quantity())
                        .collect(Collectors.joining(","));
        return new OrderRequest(
                items,
                OptionalLong.of(customer.id()),
                new Order.Delivery(
                        form.address().lines(), form.card().lastFour(), form.card().isDeclined()),
                IdempotencyKey.of(scope(customer), key.text(), fingerprint));
    }

    /// The order stands whether this works or not; ordering the same cart again would only find it.
    private void empty(Context ctx, String version) {
        try {
            carts.clear(ctx, version);
        } catch (SessionsAway e) {
            // The cart stays full until the form is sent again or the customer empties it.
        }
    }

    private static String name(CartView cart, long product) {
        return cart.lines().stream()
                .map(CartLine::product)
                .filter(p -> p.id() == product)
                .map(p -> p.name())
                .findFirst()
                .orElse("A product");
    }

    private static String scope(Customer customer) {
        return "checkout " + customer.id();
    }
}
