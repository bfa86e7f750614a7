package io.lblab.shop.checkout;

import java.util.List;

/// What became of a checkout.
public sealed interface Outcome {
    /// There is an order, by this form or by the same one sent before.
    record Placed(long orderId) implements Outcome {}

    /// Nothing was ordered and the cart is as it was. The form may be sent again.
    ///
    /// @param status of the answer
    /// @param words why, a sentence each
    /// @param key what the form carries then
    record Refused(int status, List<String> words, CheckoutKey key) implements Outcome {}
}
