package io.lblab.shop.pages;

import java.math.BigDecimal;

/// Amounts as the pages show them.
public final class Money {
    private Money() {}

    /// With currency and two decimals: `$9.99`.
    public static String of(long cents) {
        return "$" + BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
