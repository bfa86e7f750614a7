package io.lblab.stack.local;

import io.lblab.stack.Service.Role;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        // The second compiler costs a start 1 s of the processor, and in the first
                        // quarter of a minute under load as much again as it saves later.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        context.marker(),
                        "-jar",
                        jar.toString()));
        return command;
    }

    private Map<String, String> environment(Endpoint at) {
        Addresses addresses = context.addresses();
        return Map.of(
                "APP_HOST", at.host(),
                "APP_PORT", String.valueOf(at.port()),
                "INSTANCE_ID", String.valueOf(number),
                "DB_URL", "jdbc:sqlite:" + context.folder().data(DATA).resolve("shop.db"),
                "REDIS_HOST", addresses.redis().host(),
                "REDIS_PORT", String.valueOf(addresses.redis().port()),
                "KAFKA_BOOTSTRAP_SERVERS", addresses.kafka().toString(),
                // nginx asks for it on the way to one instance, the instance for its behaviour.
                "LAB_TOKEN", context.token());
    }
}
