package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.upstream.InvalidUpstreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @Test
    void aNumberIsThatManyAndAutoOnePerProcessor() {
        assertThat(new Workers("3").count()).isEqualTo(3);
        assertThat(new Workers("007")).isEqualTo(new Workers("7"));
        assertThat(new Workers("64").count()).isEqualTo(64);
        assertThat(new Workers("auto").count())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "65", "1.5", "two", "2;", "auto 2", "99999999999"})
    void anythingElseIsRefusedInASentence(String text) {
        assertThatThrownBy(() -> new Workers(text))
                .isInstanceOf(InvalidUpstreamException.class)
                .hasMessage(
                        "\"%s\" is no number of workers: use a whole number from 1 to 64, or auto for one per processor."
                                .formatted(text));
    }
}
