package io.lblab.shop.config;

import io.lblab.shop.store.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Everything that can be set, checked. docs/shop.md lists the variables.
///
/// @param host address to listen on
/// @param port TCP port, 0 for any free one
/// @param instanceId what `X-Instance-ID` and the log say
/// @param database shared by all instances
/// @param stockStore where pieces are counted
/// @param redis empty for the in-process stand-in
/// @param kafka empty for the in-process stand-in
/// @param stockChannel Redis channel of stock changes
/// @param defaultProductId product that `/stock` means without an id
/// @param paymentDelay how long the simulated payment gateway takes
/// @param customers sessions and accounts
/// @param operations how the instance is run
public record ShopConfig(
        String host,
        int port,
        String instanceId,
        DatabaseUrl database,
        StockStore stockStore,
        Optional<Redis> redis,
        Optional<Kafka> kafka,
        String stockChannel,
        long defaultProductId,
        Duration paymentDelay,
        Customers customers,
        Operations operations) {

    /// Where pieces are counted.
    public enum StockStore {
        DATABASE,
        /// In Redis, which must be there, with the database written behind.
        REDIS
    }

    /// Where Redis is. `password` is empty when none is asked for.
    public record Redis(String host, int port, int database, Optional<String> password) {
        @Override
        public String toString() {
            return host + ":" + port + "/" + database;
        }
    }

    /// Where Kafka is.
    ///
    /// @param bootstrapServers `host:port[,host:port…]`
    public record Kafka(String bootstrapServers, String purchaseTopic) {}

    /// Sessions and accounts.
    ///
    /// @param sharedSessions sessions and carts live in Redis (when there is one), not in the
    ///   memory of the instance
    /// @param adminPassword empty when nobody is admin
    public record Customers(boolean sharedSessions, Optional<String> adminPassword) {
        @Override
        public String toString() {
            return "shared sessions " + sharedSessions;
        }
    }

    /// How the instance is run.
    ///
    /// @param labToken what `/lab/behaviour` asks for; empty when it is off
    /// @param drainDelay how long a stop goes on serving after it has said that it is not ready
    /// @param stopTimeout how long a stop waits for open requests
    /// @param requestTimeout how long a client may take to send a request
    public record Operations(
            Optional<String> labToken,
            Duration drainDelay,
            Duration stopTimeout,
            Duration requestTimeout) {
        @Override
        public String toString() {
            return "drain %s, stop %s, request %s"
                    .formatted(drainDelay, stopTimeout, requestTimeout);
        }
    }

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final String HOST_WORDS = "a host name or an IP address";
    private static final String PORT =
            "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})";
    private static final String SERVER = "[A-Za-z0-9._-]{1,253}:" + PORT;
    private static final Pattern SERVERS = Pattern.compile(SERVER + "(," + SERVER + ")*");
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Pattern DATABASE =
            Pattern.compile(
                    "jdbc:sqlite:(?!:memory:)(?!file:)[^?]+|jdbc:postgresql://[^/?\\s]+/[^/?\\s]+(\\?\\S*)?");
    private static final String DATABASE_WORDS =
            "jdbc:sqlite:<file>, for example jdbc:sqlite:./data/shop.db, or"
                    + " jdbc:postgresql://<host>[:port]/<database>?user=<name>&password=<secret>";

    /// Reads the environment.
    ///
    /// @throws ConfigException for the first variable that cannot be used
    public static ShopConfig from(Map<String, String> variables) {
        Environment env = new Environment(variables);
        return new ShopConfig(
                env.text("APP_HOST", "0.0.0.0", HOST, HOST_WORDS),
                (int) env.number("APP_PORT", 8000, 0, 65_535),
                env.text(
                        "INSTANCE_ID",
                        "unknown",
                        Pattern.compile("[A-Za-z0-9._-]{1,64}"),
                        "1 to 64 letters, digits, '.', '_' or '-'"),
                database(env),
                stockStore(env),
                redis(env),
                kafka(env),
                env.text(
                        "REDIS_STOCK_CHANNEL",
                        "stock-updates",
                        Pattern.compile("[\\x21-\\x7e]{1,200}"),
                        "1 to 200 printable characters without spaces"),
                env.number("DEFAULT_PRODUCT_ID", 1, 1, Long.MAX_VALUE / 10),
                Duration.ofMillis(env.number("PAYMENT_DELAY_MS", 1000, 0, 600_000)),
                customers(env),
                operations(env));
    }

    private static Customers customers(Environment env) {
        String store =
                env.text(
                        "SESSION_STORE",
                        "redis",
                        Pattern.compile("redis|memory"),
                        "redis or memory");
        return new Customers(store.equals("redis"), env.secret("ADMIN_PASSWORD", 8, 72));
    }

    private static Operations operations(Environment env) {
        return new Operations(
                env.secret(
                        "LAB_TOKEN",
                        Pattern.compile("[A-Za-z0-9_-]{1,128}"),
                        "1 to 128 letters, digits, '_' or '-', or empty"),
                Duration.ofMillis(env.number("DRAIN_DELAY_MS", 0, 0, 600_000)),
                Duration.ofMillis(env.number("STOP_TIMEOUT_MS", 6_000, 0, 600_000)),
                Duration.ofMillis(env.number("REQUEST_TIMEOUT_MS", 30_000, 100, 600_000)));
    }

    private static DatabaseUrl database(Environment env) {
        String url = env.text("DB_URL", SQLITE + "./data/shop.db", DATABASE, DATABASE_WORDS);
        return url.startsWith(SQLITE)
                ? new DatabaseUrl.Sqlite(Path.of(url.substring(SQLITE.length())))
                : new DatabaseUrl.Postgres(url);
    }

    private static StockStore stockStore(Environment env) {
        String allowed =
                redis(env).isPresent() ? "database|redis" : "database"; // redis needs REDIS_HOST
        String value =
                env.text(
                        "STOCK_STORE",
                        "database",
                        Pattern.compile(allowed),
                        "database, or redis together with REDIS_HOST");
        return StockStore.valueOf(value.toUpperCase(Locale.ROOT));
    }

    private static Optional<Redis> redis(Environment env) {
        Optional<String> host = env.optional("REDIS_HOST", HOST, HOST_WORDS + ", or empty");
        int port = (int) env.number("REDIS_PORT", 6379, 1, 65_535);
        int database = (int) env.number("REDIS_DB", 0, 0, 65_535);
        Optional<String> password = env.secret("REDIS_PASSWORD");
        return host.map(h -> new Redis(h, port, database, password));
    }

    private static Optional<Kafka> kafka(Environment env) {
        // A topic name may have 249 characters; the dead letters' suffix needs some of them.
        String topic =
                env.text(
                        "PURCHASE_TOPIC",
                        "purchases",
                        Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,200}"),
                        "1 to 200 letters, digits, '.', '_' or '-'");
        return env.optional("KAFKA_BOOTSTRAP_SERVERS", SERVERS, "host:port[,host:port], or empty")
                .map(servers -> new Kafka(servers, topic));
    }
}
