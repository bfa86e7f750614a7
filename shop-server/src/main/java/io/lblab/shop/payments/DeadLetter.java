package io.lblab.shop.payments;

import java.util.Locale;

/// A message that cannot be processed, now or ever.
///
/// @param value the message as it came
/// @param explanation for the person who looks into it
public record DeadLetter(String value, Reason reason, String explanation) {

    /// Why; also a metric's label.
    public enum Reason {
        /// Not a JSON object with order_id, product_id and quantity as positive whole numbers.
        MALFORMED,
        /// No order has that id.
        UNKNOWN_ORDER,
        /// The order is for another product or quantity.
        MISMATCH;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
