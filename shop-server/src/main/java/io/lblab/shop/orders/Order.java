package io.lblab.shop.orders;

import java.util.List;
import java.util.OptionalLong;

/// An order as the database has it.
///
/// @param customer who ordered; empty when bought without an account
/// @param reason why it failed or was cancelled; else empty
/// @param lines one or more, each of another product
/// @param totalCents what all lines cost together
/// @param delivery where to and how paid; the empty one when bought without checkout
/// @param createdAt milliseconds since 1970
/// @param updatedAt when its state changed last, milliseconds since 1970
public record Order(
        long id,
        OptionalLong customer,
        OrderState state,
        String reason,
        List<OrderLine> lines,
        long totalCents,
        Delivery delivery,
        long createdAt,
        long updatedAt) {

    /// What a checkout adds.
    ///
    /// @param shipTo name and address, one line each; empty when bought without checkout
    /// @param card the last four digits; empty when bought without checkout
    /// @param declined whether the mock bank will decline the card
    public record Delivery(String shipTo, String card, boolean declined) {
        public static final Delivery NONE = new Delivery("", "", false);
    }

    /// The product a message on the topic names: that of the first line.
    public long productId() {
        return lines.getFirst().productId();
    }

    /// The quantity a message on the topic names: that of the first line.
    public int quantity() {
        return lines.getFirst().quantity();
    }
}
