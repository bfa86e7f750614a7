package io.lblab.shop.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.shop.behaviour.Behaviour.Burn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A behaviour as JSON, as `/lab/behaviour` takes and shows it.
final class BehaviourJson {
    private static final List<String> MEMBERS =
            List.of("latency", "error_rate", "error_status", "max_concurrent", "ready", "burn");
    private static final String KINDS =
            "null or an object whose kind is \"fixed\", \"uniform\", \"normal\" or \"exponential\"";
    private static final int MOST_CONCURRENT = 10_000;
    private static final int MOST_MEMORY_MB = 512;

    private BehaviourJson() {}

    /// Reads a whole behaviour; a member that is missing is as in [Behaviour#NORMAL].
    ///
    /// @throws InvalidBehaviour for the first member that cannot be used
    static Behaviour read(JsonNode body) {
        Members members = new Members("", body, MEMBERS);
        Behaviour normal = Behaviour.NORMAL;
        return new Behaviour(
                members.optional("latency").map(value -> latency(members, value)),
                members.isMissing("error_rate")
                        ? normal.errorRate()
                        : members.number("error_rate", 0, 1),
                members.isMissing("error_status")
                        ? normal.errorStatus()
                        : (int) members.whole("error_status", 500, 599),
                members.optional("max_concurrent").isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(
                                (int)
                                        members.whole(
                                                "max_concurrent",
                                                1,
                                                MOST_CONCURRENT,
                                                "null or a whole number from 1 to "
                                                        + MOST_CONCURRENT)),
                members.isMissing("ready") || members.flag("ready"),
                members.isMissing("burn") ? normal.burn() : burn(body.path("burn")));
    }

    static Map<String, @Nullable Object> write(Behaviour behaviour) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("latency", behaviour.latency().map(BehaviourJson::write).orElse(null));
        members.put("error_rate", behaviour.errorRate());
        members.put("error_status", behaviour.errorStatus());
        OptionalInt most = behaviour.maxConcurrent();
        members.put("max_concurrent", most.isPresent() ? most.getAsInt() : null);
        members.put("ready", behaviour.ready());
        Map<String, Object> burn = new LinkedHashMap<>();
        burn.put("cpu", behaviour.burn().cpu());
        burn.put("memory_mb", behaviour.burn().memoryMb());
        members.put("burn", burn);
        return members;
    }

    private static Latency latency(Members outer, JsonNode value) {
        return switch (value.path("kind").asText()) {
            case "fixed" -> new Latency.Fixed(ms(of(value, "ms"), "ms"));
            case "uniform" -> uniform(of(value, "min_ms", "max_ms"));
            case "normal" -> {
                Members members = of(value, "mean_ms", "sd_ms");
                yield new Latency.Normal(ms(members, "mean_ms"), ms(members, "sd_ms"));
            }
            case "exponential" -> new Latency.Exponential(ms(of(value, "mean_ms"), "mean_ms"));
            default -> throw outer.refused("latency", KINDS);
        };
    }

    private static Latency uniform(Members members) {
        long min = ms(members, "min_ms");
        String allowed = "a whole number from %d (min_ms) to %d".formatted(min, Latency.MOST_MS);
        return new Latency.Uniform(min, members.whole("max_ms", min, Latency.MOST_MS, allowed));
    }

    private static Members of(JsonNode latency, String... names) {
        return new Members(
                "latency.", latency, Stream.concat(Stream.of("kind"), Stream.of(names)).toList());
    }

    private static long ms(Members latency, String name) {
        return latency.whole(name, 0, Latency.MOST_MS);
    }

    private static Burn burn(JsonNode value) {
        Members members = new Members("burn.", value, List.of("cpu", "memory_mb"));
        return new Burn(
                members.isMissing("cpu") ? 0 : members.number("cpu", 0, 1),
                members.isMissing("memory_mb")
                        ? 0
                        : (int) members.whole("memory_mb", 0, MOST_MEMORY_MB));
    }

    private static Map<String, Object> write(Latency latency) {
        Map<String, Object> members = new LinkedHashMap<>();
        switch (latency) {
            case Latency.Fixed(long ms) -> {
                members.put("kind", "fixed");
                members.put("ms", ms);
            }
            case Latency.Uniform(long min, long max) -> {
                members.put("kind", "uniform");
                members.put("min_ms", min);
                members.put("max_ms", max);
            }
            case Latency.Normal(long mean, long sd) -> {
                members.put("kind", "normal");
                members.put("mean_ms", mean);
                members.put("sd_ms", sd);
            }
            case Latency.Exponential(long mean) -> {
                members.put("kind", "exponential");
                members.put("mean_ms", mean);
            }
        }
        return members;
    }
}
