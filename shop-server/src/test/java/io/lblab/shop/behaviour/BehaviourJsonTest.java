package io.lblab.shop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.shop.behaviour.Behaviour.Burn;
import io.lblab.shop.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourJsonTest {
    private static final String FULL =
            "{\"latency\":{\"kind\":\"uniform\",\"min_ms\":5,\"max_ms\":60000},\"error_rate\":0.25,"
                    + "\"error_status\":599,\"max_concurrent\":10000,\"ready\":false,"
                    + "\"burn\":{\"cpu\":0.5,\"memory_mb\":512}}";

    private final Json json = new Json();

    @Test
    void everyMemberIsRead() {
        assertThat(read(FULL))
                .isEqualTo(
                        new Behaviour(
                                Optional.of(new Latency.Uniform(5, 60_000)),
                                0.25,
                                599,
                                OptionalInt.of(10_000),
                                false,
                                new Burn(0.5, 512)));
    }

    @Test
    void memberThatIsNotNamedIsNormal() {
        assertThat(read("{}")).isEqualTo(Behaviour.NORMAL);
        assertThat(read("{\"latency\":null,\"max_concurrent\":null,\"burn\":{}}"))
                .isEqualTo(Behaviour.NORMAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FULL,
                "{\"latency\":{\"kind\":\"fixed\",\"ms\":0},\"error_rate\":0.0,\"error_status\":500,"
                        + "\"max_concurrent\":null,\"ready\":true,\"burn\":{\"cpu\":0.0,\"memory_mb\":0}}",
                "{\"latency\":{\"kind\":\"normal\",\"mean_ms\":200,\"sd_ms\":50},\"error_rate\":1.0,"
                        + "\"error_status\":500,\"max_concurrent\":1,\"ready\":true,"
                        + "\"burn\":{\"cpu\":1.0,\"memory_mb\":1}}",
                "{\"latency\":{\"kind\":\"exponential\",\"mean_ms\":60000},\"error_rate\":0.0,"
                        + "\"error_status\":500,\"max_concurrent\":null,\"ready\":true,"
                        + "\"burn\":{\"cpu\":0.0,\"memory_mb\":0}}",
                "{\"latency\":null,\"error_rate\":0.0,\"error_status\":500,\"max_concurrent\":null,"
                        + "\"ready\":true,\"burn\":{\"cpu\":0.0,\"memory_mb\":0}}"
            })
    void whatIsShownCanBeSentBack(String text) {
        assertThat(json.text(BehaviourJson.write(read(text)))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error_rte\":1}|error_rte is unknown: allowed are latency, error_rate,",
                "{\"error_rate\":1.5}|error_rate is 1.5: allowed is a number from 0 to 1",
                "{\"error_rate\":-0.1}|error_rate is -0.1: allowed is a number from 0 to 1",
                "{\"error_rate\":\"1\"}|error_rate is \"1\": allowed is a number from 0 to 1",
                "{\"error_rate\":null}|error_rate is null: allowed is a number from 0 to 1",
                "{\"error_status\":499}|error_status is 499: allowed is a whole number from 500 to 599",
                "{\"error_status\":500.5}|error_status is 500.5: allowed is a whole number",
                "{\"max_concurrent\":0}|max_concurrent is 0: allowed is null or a whole number from 1 to 10000",
                "{\"max_concurrent\":10001}|max_concurrent is 10001: allowed is null or",
                "{\"ready\":\"no\"}|ready is \"no\": allowed is true or false",
                "{\"burn\":7}|burn is 7: allowed is an object with the members cpu, memory_mb",
                "{\"burn\":{\"cpu\":1.01}}|burn.cpu is 1.01: allowed is a number from 0 to 1",
                "{\"burn\":{\"memory_mb\":513}}|burn.memory_mb is 513: allowed is a whole number from 0 to 512",
                "{\"burn\":{\"disk\":1}}|burn.disk is unknown: allowed are cpu, memory_mb",
                "{\"latency\":200}|latency is 200: allowed is null or an object whose kind is",
                "{\"latency\":{\"kind\":\"slow\"}}|latency is {\"kind\":\"slow\"}: allowed is null or",
                "{\"latency\":{\"kind\":\"fixed\"}}|latency.ms is missing: allowed is a whole number from 0 to 60000",
                "{\"latency\":{\"kind\":\"fixed\",\"ms\":60001}}|latency.ms is 60001: allowed is",
                "{\"latency\":{\"kind\":\"fixed\",\"ms\":1,\"sd_ms\":1}}|latency.sd_ms is unknown: allowed are kind, ms",
                "{\"latency\":{\"kind\":\"normal\",\"mean_ms\":1}}|latency.sd_ms is missing: allowed is",
                "{\"latency\":{\"kind\":\"uniform\",\"min_ms\":9,\"max_ms\":8}}|latency.max_ms is 8: allowed is a whole number from 9 (min_ms) to 60000",
                "{\"latency\":{\"kind\":\"exponential\",\"mean_ms\":99999999999999999999}}|latency.mean_ms is 99999999999999999999:"
            })
    void whatCannotBeUsedIsNamedWithWhatIsAllowed(String text, String sentence) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidBehaviour.class)
                .hasMessageStartingWith(sentence)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void longValueIsShortened() {
        assertThatThrownBy(() -> read("{\"ready\":\"%s\"}".formatted("x".repeat(10_000))))
                .message()
                .hasSizeLessThan(150);
    }

    private Behaviour read(String text) {
        return BehaviourJson.read(json.object(text.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }
}
