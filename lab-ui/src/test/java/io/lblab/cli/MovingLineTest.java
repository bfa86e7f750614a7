package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MovingLineTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void elsewhereThanOnATerminalItIsSaidNowAndThen() {
        MovingLine line = new MovingLine(terminal(false));
        for (int tenths = 0; tenths <= 250; tenths++) {
            line.show(Duration.ofMillis(100L * tenths), "####  ", tenths + " requests");
        }

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("  100 requests", "  200 requests");
    }

    @Test
    void onATerminalItMoves() {
        new MovingLine(terminal(true)).show(Duration.ofMillis(100), "####  ", "7 requests");

        assertThat(err.toString(StandardCharsets.UTF_8)).endsWith("  ####  7 requests");
    }

    private Terminal terminal(boolean interactive) {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, interactive, false);
    }
}
