package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {

    @Test
    void aTimeWithItsOffsetIsRead() {
        assertThat(LogTime.of("{\"time\":\"2026-11-22T19:00:01+01:00\",\"client\":\"x\"}"))
                .contains(Instant.parse("2026-11-22T18:00:01Z"));
        assertThat(LogTime.of("2026-11-22T18:00:01.250Z INFO [Instance 1] GET /products"))
                .contains(Instant.parse("2026-11-22T18:00:01.250Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026/11/22 18:00:01 [error] 12#12: *1 connect() failed",
                "123:M 22 Nov 2026 18:00:01.000 * Ready to accept connections",
                "2026-11-22 18:00:01,000 INFO Kafka started",
            })
    void aTimeWithoutAnOffsetIsThisMachines(String line) {
        assertThat(LogTime.of(line))
                .contains(
                        LocalDateTime.of(2026, 11, 22, 18, 0, 1)
                                .atZone(ZoneId.systemDefault())
                                .toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\tat io.lblab.Main.main(Main.java:1)", "9999-99-99T99:99:99Z"})
    void otherLinesHaveNone(String line) {
        assertThat(LogTime.of(line)).isEmpty();
    }
}
