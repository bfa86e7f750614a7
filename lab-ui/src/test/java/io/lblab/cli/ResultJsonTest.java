package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ResultJsonTest {

    private record Figures(double p50, Double p99, double most, OptionalInt stored) {}

    @Test
    void aFigureThatThereIsNoneOfIsNullAndWhatIsAbsentIsLeftOut() throws JsonProcessingException {
        assertThat(
                        ResultJson.mapper()
                                .writeValueAsString(
                                        new Figures(
                                                Double.NaN,
                                                1.5,
                                                Double.POSITIVE_INFINITY,
                                                OptionalInt.empty())))
                .isEqualTo("{\"p50\":null,\"p99\":1.5,\"most\":null}");
    }
}
