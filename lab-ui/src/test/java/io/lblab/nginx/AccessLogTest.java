package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.nginx.AccessLogEntry.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessLogTest {

    @Test
    void aRetriedRequestNamesEveryServerThatWasTried() {
        AccessLogEntry entry =
                AccessLogEntry.parse(line("127.20.0.11:8000, 127.20.0.12:8000", "502, 200"))
                        .orElseThrow();

        assertThat(entry.attempts())
                .containsExactly(
                        new Attempt("127.20.0.11:8000", 502), new Attempt("127.20.0.12:8000", 200));
        assertThat(entry.status()).isEqualTo(200);
        assertThat(entry.generation()).isEqualTo(7);
        assertThat(entry.requestSeconds()).isEqualTo(0.012);
        assertThat(entry.instance()).isEqualTo("2");
        assertThat(entry.uri()).isEqualTo("/products?q=\"a\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026/11/22 18:00:00 [notice] 12#12: start worker processes",
                "{\"other\":1}",
                "{\"time\":\"cut of",
            })
    void anythingElseInTheLogIsPassedOver(String line) {
        assertThat(AccessLogEntry.parse(line)).isEmpty();
    }

    private static String line(String addresses, String statuses) {
        return """
        {"time":"2026-11-22T18:00:00+00:00","client":"127.0.0.1","method":"GET","uri":"/products?q=\\"a\\"",\
        "status":"200","upstream_addr":"%s","upstream_status":"%s","upstream_response_time":"0.011",\
        "request_time":"0.012","generation":"7","instance":"2","cache":""}\
        """
                .formatted(addresses, statuses);
    }
}
