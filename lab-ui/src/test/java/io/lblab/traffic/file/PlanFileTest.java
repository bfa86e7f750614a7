package io.lblab.traffic.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.traffic.ClientPools;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final URI BASE = URI.create("http://127.0.0.1:8000");

    @TempDir Path folder;

    @Test
    void everyMemberIsRead() {
        PlanFile file =
                PlanFile.read(
                        """
                        {"name": "shop", "clients": 64, "networks": 4, "keep_alive": false, "skew": "heavy:40%", "seed": 7, "thresholds": ["p99 < 50ms"],
                         "mix": [{"weight": 40, "path": "/shop"},
                                 {"method": "POST", "path": "/purchase", "body": "{\\"product_id\\":{product}}"}],
                         "open": {"rate": "0-200:10s,200:30s", "arrivals": "poisson", "in_flight": 50}}
                        """);

        assertThat(file.requests())
                .containsExactly(
                        new WeightedRequest("GET", "/shop", Optional.empty(), 40),
                        new WeightedRequest(
                                "POST", "/purchase", Optional.of("{\"product_id\":{product}}"), 1));
        assertThat(file.load())
                .isEqualTo(
                        new Load.Open(
                                List.of(
                                        new Load.Stage(0, 200, Duration.ofSeconds(10)),
                                        new Load.Stage(200, 200, Duration.ofSeconds(30))),
                                Load.Arrivals.POISSON,
                                50));
        assertThat(file.bounds()).containsExactly("p99 < 50ms");
        assertThat(file.clients()).isEqualTo(64);
        assertThat(file.networks()).isEqualTo(4);
        assertThat(file.freshConnections()).isTrue();
        assertThat(file.skew()).isEqualTo("heavy:40%");
        assertThat(file.seed()).isEqualTo(7);
    }

    @Test
    void whatIsLeftOutIsAsSaid() {
        PlanFile file = PlanFile.read("{\"mix\": [{\"path\": \"/\"}]}");

        assertThat(file.requests()).containsExactly(WeightedRequest.get("/"));
        assertThat(file.load())
                .isEqualTo(new Load.Closed(1, Duration.ZERO, Load.Until.requests(1_000)));
        assertThat(file.bounds()).isEmpty();
        assertThat(file.freshConnections()).isFalse();
    }

    @Test
    void aPlanThatIsWrittenIsReadAgain() {
        TrafficPlan preset = TrafficPreset.GENERATE_TRAFFIC.plan(BASE, ClientPools.local(9, 5), 5);
        assertSame(preset);
        assertSame(
                with(preset, Load.Open.constant(80, Duration.ofMillis(1_500), Load.Arrivals.EVEN)));
        assertSame(
                with(
                        preset,
                        new Load.Closed(
                                3,
                                Duration.ofMillis(20),
                                new Load.Until(
                                        OptionalLong.of(9), Optional.of(Duration.ofSeconds(4))))));
    }

    @Test
    void journeysDataChecksAndCookiesAreWrittenAndReadAgain() {
        for (TrafficPreset preset : TrafficPreset.all()) {
            TrafficPlan plan = preset.plan(BASE, ClientPools.thisMachine(), 3).withCookies(true);
            PlanFile file = PlanFile.read(PlanFile.of(plan, List.of()).toJson());

            assertThat(file.requests()).isEqualTo(plan.mix());
            assertThat(file.journeys()).isEqualTo(plan.journeys());
            assertThat(file.rows(folder)).isEqualTo(plan.data());
            assertThat(file.cookies()).isTrue();
        }
    }

    @Test
    void dataStandsInTheFileOrInACsvFileBesideIt() throws Exception {
        Files.writeString(
                folder.resolve("products.csv"),
                "\ufeffsku, name\r\n4,\"Lamp, \"\"tall\"\"\"\r\n5,Läufer\r\n");
        String mix = "{\"mix\": [{\"path\": \"/{sku}\"}], \"data\": ";
        List<String> columns = List.of("sku", "name");
        List<List<String>> rows = List.of(List.of("4", "Lamp, \"tall\""), List.of("5", "Läufer"));

        assertThat(PlanFile.read(mix + "\"products.csv\"}").rows(folder))
                .contains(new DataRows(columns, rows));
        assertThat(
                        PlanFile.read(
                                        mix
                                                + "{\"file\": \"products.csv\", \"order\": \"in order\"}}")
                                .rows(folder))
                .contains(new DataRows(columns, rows, DataRows.Order.IN_ORDER));
        assertThat(
                        PlanFile.read(mix + "{\"columns\": [\"sku\"], \"rows\": [[\"7\"]]}}")
                                .rows(folder))
                .contains(new DataRows(List.of("sku"), List.of(List.of("7"))));
        assertRefused(mix + "\"nosuch.csv\"}", "There is no data file " + folder);
        assertRefused(mix + "{}}", "The data has no rows");
        assertRefused(
                mix + "{\"file\": \"products.csv\", \"order\": \"odd\"}}",
                "There is no order \"odd\"");
        Files.writeString(folder.resolve("short.csv"), "a,b\n1\n");
        assertRefused(mix + "\"short.csv\"}", "Row 1 of the data has 1 values, not 2.");
        Files.writeString(folder.resolve("empty.csv"), "");
        assertRefused(mix + "\"empty.csv\"}", "The data needs a line of column names");
    }

    private void assertRefused(String json, String words) {
        PlanFile file = PlanFile.read(json);
        assertThatThrownBy(() -> file.rows(folder))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith(".");
    }

    private static TrafficPlan with(TrafficPlan plan, Load load) {
        return new TrafficPlan(
                plan.name(), plan.base(), plan.mix(), load, plan.clients(), plan.seed());
    }

    private static void assertSame(TrafficPlan plan) {
        PlanFile file = PlanFile.of(plan, List.of("errors < 1%"));
        PlanFile again = PlanFile.read(file.toJson());

        assertThat(again).isEqualTo(file);
        assertThat(again.requests()).isEqualTo(plan.mix());
        assertThat(again.load()).isEqualTo(plan.load());
        assertThat(again.clients()).isEqualTo(9);
        assertThat(again.seed()).isEqualTo(plan.seed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "                                                  | The plan is no JSON object",
                "{\"mix\": [                                       | The plan is no JSON (line 1): Unexpected end-of-input.",
                "null                                              | The plan is no JSON object",
                "[]                                                | The plan is no JSON object",
                "{}                                                | The plan has no mix",
                "{\"mix\": []}                                     | The plan has no mix",
                "{\"mix\": [{}]}                                   | has no path",
                "{\"mix\": [{\"path\": \"shop\"}]}                 | Path \"shop\" is not allowed",
                "{\"mix\": [{\"path\": \"/\", \"wieght\": 2}]}     | A plan has no \"wieght\" (line 1): there are body, checks, headers, journey, method, path, steps, weight.",
                "{\"mix\": [{\"path\": \"/\", \"weight\": \"x\"}]} | The plan's mix 1 weight is no whole number (line 1).",
                "{\"mix\": [{\"path\": \"/\", \"checks\": [\"x\"]}]} | \"x\" is no check",
                "{\"mix\": [{\"path\": \"/\", \"headers\": [\"Host: x\"]}]} | The header Host is the engine's own",
                "{\"mix\": [{\"journey\": \"buy\"}]}             | The journey \"buy\" needs between 1 and 100 steps, not 0.",
                "{\"mix\": [{\"journey\": \"buy\", \"path\": \"/\"}]} | has a request of its own",
                "{\"mix\": [{\"steps\": []}]}                    | Steps of the mix have no name",
                "{\"mix\": [{\"path\": \"/\"}], \"data\": 5}     | The plan's data is no ",
                "{\"mix\": {\"path\": \"/\"}}                     | The plan's mix is no list in brackets, [ ] (line 1).",
                "{\"mix\": [null]}                                | The plan's mix 1 is no object in braces, { } (line 1).",
                "{\"mix\": [{\"path\": \"/\", \"weight\": 1.9}]}  | The plan's mix 1 weight is no whole number (line 1).",
                "{\"mix\": [{\"path\": \"/\", \"weight\": \"3\"}]} | The plan's mix 1 weight is no whole number (line 1).",
                "{\"mix\": [{\"path\": \"/\", \"weight\": NaN}]}  | The plan is no JSON (line 1): Non-standard token 'NaN'.",
                "{\"mix\": [{\"path\": \"/\"}], \"clients\": 2, \"networks\": 9} | The number of networks, 9, is not between 1 and the number of clients, 2.",
                "{\"name\": \"a\\u001bb\", \"mix\": [{\"path\": \"/\"}]} | without control characters.",
                "{\"mix\": [\"/\"]}                                | The plan's mix 1 is no object in braces, { } (line 1).",
                "{\"mix\": [{\"path\": {}}]}                      | The plan's mix 1 path is no text in quotes (line 1).",
                "{\"mix\": [{\"path\": \"/\"}], \"cookies\": \"x\"} | The plan's cookies is neither true nor false (line 1).",
                "{\"mix\": [{\"path\": \"/\"}], \"seed\": 99999999999999999999} | The plan's seed is out of range (line 1).",
                "{\"mix\": [{\"path\": \"/\"}], \"networks\": 2}     | doesn't say how many: write \"clients\": 64.",
                "{\"mix\": [{\"path\": \"/\"}], \"open\": {}}      | The open model has no rate",
                "{\"mix\": [{\"path\": \"/\"}], \"open\": {\"rate\": \"x\"}} | is no rate",
                "{\"mix\": [{\"path\": \"/\"}], \"open\": {\"rate\": \"1\"}, \"closed\": {}} | both an open and a closed model",
                "{\"mix\": [{\"path\": \"/\"}], \"closed\": {\"clients\": 0}} | The concurrency, 0, is not between",
                "{\"mix\": [{\"path\": \"/\"}], \"closed\": {\"think\": \"long\"}} | is no time",
            })
    void whatIsWrongIsSaidInASentence(String json, String words) {
        assertThatThrownBy(() -> PlanFile.read(json == null ? "" : json))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith(".");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAPlan() {
        String json = "{\"mix\": [{\"path\": \"/shop\"}]}";
        assertThat(PlanFile.read("\ufeff" + json)).isEqualTo(PlanFile.read(json));
    }

    @Test
    void aFileThatCantBeReadOrWrittenIsNamedAndWhy(@TempDir Path folder) throws Exception {
        Path broken = Files.write(folder.resolve("broken.json"), new byte[] {(byte) 0xff, '{'});
        assertThatThrownBy(() -> PlanFile.read(broken))
                .hasMessage("The plan file " + broken + " is no text in UTF-8: save it as such.");
        Path nowhere = folder.resolve("nosuch/plan.json");
        assertThatThrownBy(() -> PlanFile.read(nowhere))
                .hasMessage("There is no plan file " + nowhere + ".");
        PlanFile plan = PlanFile.read("{\"mix\": [{\"path\": \"/shop\"}]}");
        assertThatThrownBy(() -> plan.write(nowhere))
                .hasMessage(
                        "The plan can't be written to " + nowhere + ": there is no such folder.");
        Path kept = folder.resolve("kept.json");
        plan.write(kept);
        assertThat(PlanFile.read(kept)).isEqualTo(plan);
    }
}
