package io.lblab.shop.killing;

import io.lblab.shop.testkit.Client;
import io.lblab.shop.testkit.FreePorts;
import io.lblab.shop.testkit.Servers;
import io.lblab.shop.testkit.ShopJar;
import io.lblab.shop.testkit.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Three instances of the real jar on real servers, all of which can be killed.
final class Cluster implements AutoCloseable {
    static final int INSTANCES = 3;

    private final Store store;
    private final Servers servers;
    private final Path directory;
    private final Map<String, String> settings;
    private final List<ShopJar> instances = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    Cluster(Store store, Path directory) {
        this.store = store;
        this.directory = directory;
        this.servers = Servers.start(directory.resolve("servers"));
        this.settings = store.settings(servers, directory);
        settings.put("PAYMENT_DELAY_MS", "100");
        for (int i = 0; i < INSTANCES; i++) {
            ports.add(FreePorts.next());
            clients.add(new Client("127.0.0.1", ports.get(i)));
            instances.add(launch(i));
        }
        instances.forEach(ShopJar::awaitServing);
    }

    Client client(int instance) {
        return clients.get(instance);
    }

    int port(int instance) {
        return ports.get(instance);
    }

    void killInstance(int instance) {
        instances.get(instance).process().kill();
    }

    void startInstance(int instance) {
        instances.set(instance, launch(instance));
        instances.get(instance).awaitServing();
    }

    Servers servers() {
        return servers;
    }

    /// Breaks what the instances have of the database: a server's connections, or a file's lock,
    /// which somebody else then has for the given time.
    void breakDatabase(Runnable meanwhile) {
        if (store.isServer()) {
            servers.postgres().breakConnections();
            meanwhile.run();
            return;
        }
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            meanwhile.run();
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    Connection database() throws SQLException {
        String url = settings.get("DB_URL");
        return DriverManager.getConnection(
                url.startsWith("jdbc:sqlite:") ? url + "?busy_timeout=30000" : url);
    }

    private ShopJar launch(int instance) {
        Map<String, String> own = new HashMap<>(settings);
        own.put("INSTANCE_ID", Integer.toString(instance + 1));
        own.put("APP_PORT", Integer.toString(ports.get(instance)));
        return ShopJar.launch(own, directory.resolve("instance" + (instance + 1)));
    }

    @Override
    public void close() {
        instances.forEach(ShopJar::close);
        servers.close();
    }
}
