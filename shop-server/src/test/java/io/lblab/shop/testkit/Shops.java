package io.lblab.shop.testkit;

import io.lblab.shop.Shop;
import io.lblab.shop.config.ShopConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Starts shops in this process on free ports.
public final class Shops {
    private Shops() {}

    /// A shop's settings: this database, no Redis, no Kafka, no delay.
    public static Map<String, String> settings(Path database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("APP_HOST", "127.0.0.1");
        settings.put("APP_PORT", "0");
        settings.put("INSTANCE_ID", "1");
        settings.put("DB_URL", "jdbc:sqlite:" + database);
        settings.put("PAYMENT_DELAY_MS", "0");
        return settings;
    }

    public static Shop start(Map<String, String> settings) {
        try {
            return Shop.start(ShopConfig.from(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
