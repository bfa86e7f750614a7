package io.lblab.shop.stock;

import java.sql.SQLException;

/// The pieces were set aside in a book that has been loaded anew since.
public final class StaleHoldException extends SQLException {
    private static final long serialVersionUID = 1L;

    public StaleHoldException() {
        super("the stock was loaded anew meanwhile");
    }
}
