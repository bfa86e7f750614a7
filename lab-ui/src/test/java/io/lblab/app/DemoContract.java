package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lblab.stack.LeftOvers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `lab demo` must show on any stack, from its own process and its own figures.
abstract class DemoContract {

    private static final Pattern SHOP = Pattern.compile("shop at http://127.0.0.1:([0-9]+)/shop");

    @TempDir Path home;
    @TempDir Path out;

    abstract LabProcess lab();

    abstract String stack();

    @Test
    void theDemonstrationIsExactAndLeavesNothingBehind() throws Exception {
        LabProcess lab = lab();

        LabProcess.Ended demo =
                lab.run("demo", "--stack=" + stack(), "--port=auto", "--json", "--out=" + out);

        assertThat(demo.exitCode()).as(demo.err() + demo.out()).isZero();
        JsonNode runs = demo.json().get("runs");
        assertThat(runs).hasSize(3);
        for (JsonNode run : runs) {
            assertThat(run.get("requests").asLong()).isEqualTo(10_000);
            assertThat(run.get("errors").asLong()).isZero();
        }
        assertThat(counts(runs.get(0))).isEqualTo(Map.of("app1", 5_000L, "app2", 5_000L));
        assertThat(counts(runs.get(1))).isEqualTo(Map.of("app1", 7_500L, "app2", 2_500L));
        assertThat(nginxLog(runs.get(0))).isEqualTo(Map.of("app1", 5_000L, "app2", 5_000L));
        assertThat(nginxLog(runs.get(1))).isEqualTo(Map.of("app1", 7_500L, "app2", 2_500L));
        assertThat(nginxLog(runs.get(2))).isEqualTo(counts(runs.get(2)));
        assertThat(runs.get(2).get("strategy").asText()).isEqualTo("ip_hash");
        assertThat(runs.get(2).get("wanderingClients").asInt()).isZero();
        assertThat(runs.get(2).get("clients").asInt()).isEqualTo(64);
        assertThat(counts(runs.get(2)).values()).allMatch(count -> count > 0);
        assertThat(Files.size(Path.of(demo.json().get("chart").asText()))).isPositive();
        assertThat(Files.readString(Path.of(demo.json().get("report").asText())))
                .contains("7,500", "2,500");
        assertThat(demo.json().get("startSeconds").asDouble()).isPositive();
        assertThat(lab.leftBehind()).isEmpty();
        assertThat(LeftOvers.isFree(port(demo))).isTrue();
        assertNothingLeft();
    }

    /// What a stack leaves elsewhere than in processes of this machine.
    abstract void assertNothingLeft() throws Exception;

    /// The port that the demonstration said its shop is on.
    private static int port(LabProcess.Ended demo) {
        Matcher said = SHOP.matcher(demo.err());
        assertThat(said.find()).as(demo.err()).isTrue();
        return Integer.parseInt(said.group(1));
    }

    static Map<String, Long> counts(JsonNode run) {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode instance : run.get("instances")) {
            if (instance.get("count").asLong() > 0) {
                counts.put(instance.get("server").asText(), instance.get("count").asLong());
            }
        }
        return counts;
    }

    private static Map<String, Long> nginxLog(JsonNode run) {
        Map<String, Long> counts = new TreeMap<>();
        run.get("nginxLog")
                .properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }
}
