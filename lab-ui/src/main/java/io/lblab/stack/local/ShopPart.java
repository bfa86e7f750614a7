package io.lblab.stack.local;

import static java.util.Map.entry;

import io.lblab.stack.Service.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One instance of the shop.
record ShopPart(Context context, int number) {

    /// The folder of the SQLite file that all instances share.
    static final String DATA = "shop";

    ServiceSpec spec() {
        Endpoint at = context.addresses().apps().get(number - 1);
        String name = Context.app(number);
        return new ServiceSpec(
                name,
                Role.SHOP,
                Optional.of(String.valueOf(number)),
                command(),
                environment(at),
                context.folder().data(DATA),
                context.folder().log(name),
                List.of(context.folder().log(name)),
                List.of(at),
                () -> context.http().answers(URI.create("http://" + at + "/health")),
                Optional.empty(),
                Duration.ofSeconds(15),
                "instance " + number);
    }

    ClassCache cache() {
        return ClassCache.of("shop-server", context.programs().shopFolder(), context.folder());
    }

    private List<String> command() {
        Path jar = context.programs().shopJar();
        List<String> command = new ArrayList<>();
        command.add(context.programs().java().toString());
        // One instance records for all.
        command.addAll(cache().options(List.of(jar), number == 1));
        command.addAll(
                List.of(
                        "-Xms24m",
                        "-Xmx192m",
                        // The serial collector lets the heap grow to its limit before it looks at
                        // the old: 120 MB more resident under load.
                        "-XX:+UseG1GC",
                        // The second compiler costs a start 1 s of the processor, and in the first
                        // quarter of a minute under load as much again as it saves later.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        context.marker(),
                        // SQLite's driver unpacks its library; a killed shop leaves it behind.
                        "-Dorg.sqlite.tmpdir=" + context.folder().data(DATA),
                        "-jar",
                        jar.toString()));
        return command;
    }

    private Map<String, String> environment(Endpoint at) {
        Addresses addresses = context.addresses();
        return Map.ofEntries(
                entry("APP_HOST", at.host()),
                entry("APP_PORT", String.valueOf(at.port())),
                entry("INSTANCE_ID", String.valueOf(number)),
                entry("DB_URL", database()),
                entry("STOCK_STORE", lower(context.shop().stock())),
                entry("SESSION_STORE", lower(context.shop().sessions())),
                entry("ADMIN_PASSWORD", context.adminPassword()),
                entry("REDIS_HOST", addresses.redis().host()),
                entry("REDIS_PORT", String.valueOf(addresses.redis().port())),
                entry("KAFKA_BOOTSTRAP_SERVERS", addresses.kafka().toString()),
                // nginx asks for it on the way to one instance, the instance for its behaviour.
                entry("LAB_TOKEN", context.token()));
    }

    private String database() {
        return switch (context.shop().database()) {
            case SQLITE -> "jdbc:sqlite:" + context.folder().data(DATA).resolve("shop.db");
            case POSTGRESQL -> new PostgresPart(context).url();
        };
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
