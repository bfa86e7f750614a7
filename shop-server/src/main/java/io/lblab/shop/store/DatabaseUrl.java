package io.lblab.shop.store;

import java.nio.file.Path;

/// Which database.
public sealed interface DatabaseUrl {
    /// One file, shared by all instances.
    record Sqlite(Path file) implements DatabaseUrl {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// A server.
    ///
    /// @param jdbc `jdbc:postgresql://host[:port]/database[?user=…&password=…]`; not to be shown
    record Postgres(String jdbc) implements DatabaseUrl {
        /// Without what may be secret.
        @Override
        public String toString() {
            return jdbc.replaceFirst("\\?.*", "").replaceFirst("^jdbc:", "");
        }
    }
}
