package io.lblab.shop;

import io.lblab.shop.config.ConfigException;
import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.log.StdoutLogging;
import io.lblab.shop.store.StoreException;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// `java -jar shop-server.jar`. Settings come from the environment; SIGTERM stops it.
public final class ShopServer {
    private static final int WRONG_SETTING = 2;
    private static final int CANNOT_START = 1;

    private ShopServer() {}

    public static void main(String[] args) {
        ShopConfig config;
        try {
            config = ShopConfig.from(System.getenv());
        } catch (ConfigException e) {
            fail(WRONG_SETTING, String.valueOf(e.getMessage()));
            return;
        }
        try {
            Shop shop = Shop.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(shop), "shop-stop"));
            InstanceLog log = new InstanceLog(config.instanceId());
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            log.info(
                    "serving on http://%s:%d/ after %d ms"
                            .formatted(
                                    config.host(),
                                    shop.port(),
                                    System.currentTimeMillis() - started));
        } catch (IOException e) {
            fail(
                    CANNOT_START,
                    "cannot listen on %s:%d (APP_HOST, APP_PORT): %s"
                            .formatted(config.host(), config.port(), e.getMessage()));
        } catch (StoreException e) {
            fail(CANNOT_START, String.valueOf(e.getMessage()));
        }
    }

    private static void stop(Shop shop) {
        shop.close();
        StdoutLogging.stop();
    }

    private static void fail(int code, String sentence) {
        StdoutLogging.stop();
        System.err.println("shop-server: " + sentence);
        System.exit(code);
    }
}
