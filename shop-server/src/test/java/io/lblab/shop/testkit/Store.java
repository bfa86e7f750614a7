package io.lblab.shop.testkit;

import java.nio.file.Path;
import java.util.Map;

/// The ways in which a shop can keep its data.
public enum Store {
    SQLITE(false, false),
    POSTGRES(true, false),
    SQLITE_STOCK_IN_REDIS(false, true),
    POSTGRES_STOCK_IN_REDIS(true, true);

    private final boolean server;
    private final boolean stockInRedis;

    Store(boolean server, boolean stockInRedis) {
        this.server = server;
        this.stockInRedis = stockInRedis;
    }

    /// Whether the database is a server, not a file.
    public boolean isServer() {
        return server;
    }

    /// Settings of a shop on real servers, with an empty database of this kind.
    public Map<String, String> settings(Servers servers, Path directory) {
        Map<String, String> settings = Shops.settings(directory.resolve("shop.db"));
        if (server) {
            settings.put("DB_URL", servers.postgres().createDatabase());
        }
        if (stockInRedis) {
            settings.put("STOCK_STORE", "redis");
        }
        settings.put("REDIS_HOST", "127.0.0.1");
        settings.put("REDIS_PORT", Integer.toString(servers.redis().port()));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", servers.kafka().bootstrapServers());
        settings.put("PURCHASE_TOPIC", "purchases-" + directory.getFileName());
        return settings;
    }
}
