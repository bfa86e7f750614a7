package io.lblab.ui.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.distribution.threshold.Threshold;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.traffic.file.PlanFile;
import io.lblab.ui.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanFieldsTest {

    private final AtomicInteger edits = new AtomicInteger();
    private final PlanFields fields =
            new PlanFields(new Texts(Locale.ENGLISH), edits::incrementAndGet);

    static List<Preset> presets() {
        return Preset.all();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPresetIsWhatTheFormSays(Preset preset) {
        fields.fill(preset);

        TrafficPlan plan = fields.draft(preset.id()).anywhere();

        assertThat(edits).hasValue(0);
        assertThat(plan.requests()).isEqualTo(preset.requests());
        assertThat(plan.concurrency()).isEqualTo(preset.concurrency());
        assertThat(plan.clients().addresses()).hasSize(preset.clients());
        assertThat(plan.journeys()).isEqualTo(preset.journeys());
        assertThat(plan.data()).isEqualTo(preset.data());
        assertThat(plan.mix().stream().map(WeightedRequest::path))
                .isEqualTo(preset.mix().stream().map(WeightedRequest::path).toList());
        if (preset.mix().size() + preset.journeys().size() > 1) {
            assertThat(plan.mix()).isEqualTo(preset.mix());
        }
    }

    @Test
    void aPlansFileGoesThroughTheFormUnchanged() {
        String json =
                """
                {"name": "all", "cookies": true, "seed": 7, "clients": 3, "networks": 2, "keep_alive": false, "skew": "zipf:1",
                 "data": {"columns": ["item"], "rows": [["1"], ["2"]]},
                 "thresholds": ["p99 < 50ms", "errors < 1%"],
                 "closed": {"clients": 4, "duration": "30s", "think": "20ms"},
                 "mix": [
                  {"weight": 3, "path": "/products/{item}", "headers": ["X-Test: 1"], "checks": ["status 2xx"]},
                  {"weight": 2, "journey": "look", "steps": [{"path": "/shop"}]}]}
                """;
        PlanFile file = PlanFile.read(json);

        fields.fill(file, Path.of("."));
        PlanFile again =
                PlanFile.of(
                        fields.draft("all").anywhere(),
                        fields.bounds().stream().map(Threshold::text).toList());

        assertThat(again.toJson())
                .isEqualTo(
                        PlanFile.of(
                                        new TrafficPlan(
                                                "all",
                                                fields.draft("all").anywhere().base(),
                                                file.requests(),
                                                file.journeys(),
                                                file.rows(Path.of(".")),
                                                true,
                                                file.load(),
                                                fields.draft("all").anywhere().clients(),
                                                7),
                                        file.bounds())
                                .toJson());
        assertThat(again.mix()).hasSize(2);
        assertThat(again.skew()).isEqualTo("zipf:1");
        assertThat(again.networks()).isEqualTo(2);
        assertThat(again.freshConnections()).isTrue();
    }

    @Test
    void anOpenPlanShowsItsStages() {
        fields.fill(
                PlanFile.read(
                        "{\"mix\": [{\"path\": \"/\"}], \"open\": {\"rate\": \"0-200:10s,200:5s\"}}"),
                Path.of("."));

        Load.Open curve = fields.curve().orElseThrow();
        assertThat(curve.time()).isEqualTo(Duration.ofSeconds(15));
        assertThat(curve.rateAt(Duration.ofSeconds(5))).isEqualTo(100);
        assertThat(curve.rateAt(Duration.ofSeconds(12))).isEqualTo(200);
        assertThat(curve.rateAt(Duration.ofSeconds(16))).isZero();
        fields.rateProperty().set("fast");
        assertThat(fields.curve()).isEmpty();
        assertThat(edits).hasValue(1);
    }

    @Test
    void theEndIsANumberOrATime() {
        fields.fill(Preset.all().getFirst());
        fields.requestsProperty().set("30s");
        fields.thinkProperty().set("50");

        assertThat(fields.load())
                .isEqualTo(
                        new Load.Closed(
                                64,
                                Duration.ofMillis(50),
                                Load.Until.time(Duration.ofSeconds(30))));
        fields.requestsProperty().set("1 500");
        assertThat(fields.draft("x").anywhere().requests()).isEqualTo(1_500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000        | 1000 |",
                "1 500       | 1500 |",
                "30s         |      | 30",
                "1000, 30s   | 1000 | 30",
                "1,500 90s   | 1500 | 90",
            })
    void aClosedModelEndsByNumberTimeOrWhicheverComesFirst(
            String typed, @Nullable Long number, @Nullable Long seconds) {
        fields.fill(Preset.all().getFirst());
        fields.requestsProperty().set(typed);

        Load.Closed closed = (Load.Closed) fields.load();

        assertThat(closed.until())
                .isEqualTo(
                        new Load.Until(
                                number == null ? OptionalLong.empty() : OptionalLong.of(number),
                                Optional.ofNullable(seconds).map(Duration::ofSeconds)));
        fields.fill(
                PlanFile.read(PlanFile.of(fields.draft("x").anywhere(), List.of()).toJson()),
                Path.of("."));
        assertThat(fields.load()).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight | none     | The weight of /shop, \"none\", is no whole number from 1 to 999999.",
                "path   | shop     | Path \"shop\" is not allowed",
                "seed   | lucky    | Seed: “lucky” can’t be used. Type a whole number.",
                "skew   | often    | often",
                "think  | a while  | is no time",
                "clients| 5000     | Clients: “5000” can’t be used.",
                "networks| 0       | Networks: “0” can’t be used.",
                "bounds | p99      | is no threshold",
            })
    void whatCannotBeReadIsSaid(String field, String typed, String sentence) {
        fields.fill(Preset.all().get(1));
        MixRow first = fields.mix().getFirst();
        switch (field) {
            case "weight" -> first.weightProperty().set(typed);
            case "path" -> first.pathProperty().set(typed);
            case "seed" -> fields.seedProperty().set(typed);
            case "skew" -> fields.skewProperty().set(typed);
            case "think" -> fields.thinkProperty().set(typed);
            case "clients" -> fields.clientsProperty().set(typed);
            case "networks" -> fields.networksProperty().set(typed);
            default -> fields.thresholdsProperty().set(typed);
        }

        assertThatThrownBy(
                        () -> {
                            fields.bounds();
                            fields.draft("x").anywhere();
                        })
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void linesAreAddedWeighedAndRemoved() {
        fields.fill(Preset.all().getFirst());
        fields.mix().add(MixRow.of(WeightedRequest.get("/shop")));
        fields.mix().getLast().weightProperty().set("3");

        TrafficPlan plan = fields.draft("x").anywhere();
        assertThat(plan.mix().stream().map(WeightedRequest::weight)).containsExactly(1, 3);

        fields.mix().removeFirst();
        assertThat(fields.draft("x").anywhere().mix())
                .containsExactly(WeightedRequest.get("/shop"));
        assertThat(edits).hasValue(3);
    }
}
