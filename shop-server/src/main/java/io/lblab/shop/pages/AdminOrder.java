package io.lblab.shop.pages;

import io.lblab.shop.accounts.Customer;
import java.util.List;
import java.util.Optional;

/// An order as an admin sees it.
///
/// @param customer who ordered; empty when bought without an account
public record AdminOrder(OrderView view, Optional<Customer> customer) {
    private static final Move CANCEL = new Move("cancel", "Cancel", true);

    public long id() {
        return view.order().id();
    }

    public String buyer() {
        return customer.map(Customer::name).orElse("no account");
    }

    /// A button: where it leads, what it says, and whether another one matters more.
    public record Move(String action, String words, boolean quiet) {}

    /// What can be done with it as it stands.
    public List<Move> moves() {
        return switch (view.order().state()) {
            case PENDING -> List.of(CANCEL);
            case PAID -> List.of(new Move("ship", "Ship", false), CANCEL);
            case SHIPPED -> List.of(new Move("deliver", "Delivered", false));
            case DELIVERED, FAILED, CANCELLED -> List.of();
        };
    }

    /// Where it stands and why, in words.
    public String words() {
        return view.order().reason().isEmpty()
                ? view.words()
                : view.words() + " Reason: " + view.order().reason() + ".";
    }
}
