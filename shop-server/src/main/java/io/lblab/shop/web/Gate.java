package io.lblab.shop.web;

/// Sees each request before its handler does; may keep it waiting, or refuse it.
@FunctionalInterface
public interface Gate {
    /// Lets everything through.
    Gate NONE = path -> Entry.FREE;

    /// Called on the request's own virtual thread, which may wait here.
    ///
    /// @param path as asked for, without query
    Entry enter(String path);

    /// What becomes of a request.
    sealed interface Entry {
        /// On to its handler, and nobody cares when it is done.
        Entry FREE = new Admitted(() -> {});

        /// On to its handler.
        ///
        /// @param leave run once, when the answer is ready to be sent
        record Admitted(Runnable leave) implements Entry {}

        /// Answered here with `{"error":<code>}`.
        record Refused(int status, String error) implements Entry {}
    }
}
