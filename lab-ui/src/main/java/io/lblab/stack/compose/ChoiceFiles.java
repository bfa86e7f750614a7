package io.lblab.stack.compose;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.ShopChoices.StockStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where the shop keeps its data, as compose files beside compose.yaml and as the environment of an
/// instance.
final class ChoiceFiles {

    private static final String DB_URL = "DB_URL";
    private static final String STOCK_STORE = "STOCK_STORE";
    private static final String POSTGRES =
            "jdbc:postgresql://postgres:5432/shop?user=shop&password=${POSTGRES_PASSWORD:-shop}";

    private ChoiceFiles() {}

    /// The files that change compose.yaml's own choices.
    static List<Path> of(ComposeProject project, ShopChoices shop) {
        List<Path> files = new ArrayList<>();
        if (shop.database() == Database.POSTGRESQL) {
            files.add(project.folder().resolve("postgres.yaml"));
        }
        if (shop.stock() == StockStore.REDIS) {
            files.add(project.folder().resolve("redis-stock.yaml"));
        }
        return files;
    }

    /// The environment that those files give app1 and app2, for an instance that they do not name.
    static Map<String, String> environment(ShopChoices shop) {
        Map<String, String> environment = new HashMap<>();
        if (shop.database() == Database.POSTGRESQL) {
            environment.put(DB_URL, POSTGRES);
        }
        if (shop.stock() == StockStore.REDIS) {
            environment.put(STOCK_STORE, "redis");
        }
        return environment;
    }

    /// What such an instance waits for, beside what compose.yaml says.
    static Map<String, Object> waits(ShopChoices shop) {
        return shop.database() == Database.POSTGRESQL
                ? Map.of("postgres", Map.of("condition", "service_healthy"))
                : Map.of();
    }

    /// What a running instance was started with.
    static ShopChoices found(InspectContainerResponse instance) {
        String[] set = instance.getConfig().getEnv();
        List<String> environment = set == null ? List.of() : List.of(set);
        return new ShopChoices(
                environment.stream().anyMatch(e -> e.startsWith(DB_URL + "=jdbc:postgresql:"))
                        ? Database.POSTGRESQL
                        : Database.SQLITE,
                environment.contains(STOCK_STORE + "=redis")
                        ? StockStore.REDIS
                        : StockStore.DATABASE,
                environment.contains("SESSION_STORE=memory")
                        ? SessionStore.MEMORY
                        : SessionStore.REDIS);
    }
}
