package io.lblab.shop.store;

import org.jspecify.annotations.Nullable;

/// The database refused or could not be reached. What was asked for did not happen, or was rolled
/// back.
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
