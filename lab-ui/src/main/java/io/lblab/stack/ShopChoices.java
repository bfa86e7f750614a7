package io.lblab.stack;

/// Where the shop of a stack keeps what its instances share: three choices, free of each other.
public record ShopChoices(Database database, StockStore stock, SessionStore sessions) {

    /// Where orders, customers and products are.
    public enum Database {
        /// One file that every instance opens.
        SQLITE("SQLite"),
        /// A server, the service `postgres`.
        POSTGRESQL("PostgreSQL");

        private final String title;

        Database(String title) {
            this.title = title;
        }
    }

    /// Where pieces are counted.
    public enum StockStore {
        DATABASE("the database"),
        /// Written to the database behind; Redis then writes each change to its disk first.
        REDIS("Redis");

        private final String title;

        StockStore(String title) {
            this.title = title;
        }
    }

    /// Where sessions and carts are.
    public enum SessionStore {
        /// Any instance serves any customer.
        REDIS("Redis"),
        /// Each instance keeps its own: a customer must come back to the same one.
        MEMORY("each instance's memory");

        private final String title;

        SessionStore(String title) {
            this.title = title;
        }
    }

    /// What a start takes when nothing was chosen.
    public static ShopChoices defaults() {
        return new ShopChoices(Database.SQLITE, StockStore.DATABASE, SessionStore.REDIS);
    }

    public ShopChoices withSessions(SessionStore newSessions) {
        return new ShopChoices(database, stock, newSessions);
    }

    /// In words: `PostgreSQL, stock in Redis, sessions in each instance's memory`.
    public String inWords() {
        return database.title + ", stock in " + stock.title + ", sessions in " + sessions.title;
    }
}
