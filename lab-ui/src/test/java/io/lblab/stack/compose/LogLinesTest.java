package io.lblab.stack.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.lblab.stack.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private final List<LogLine> heard = new ArrayList<>();
    private final LogLines lines = new LogLines("app1", heard::add);

    @Test
    void aLineInPartsIsOneLine() {
        lines.accept(frame("2026-01-02T03:04:05.000000006Z [Inst"));
        assertThat(heard).isEmpty();

        lines.accept(frame("ance 1] GET /products\n"));

        assertThat(heard).containsExactly(line("[Instance 1] GET /products"));
    }

    @Test
    void manyLinesInOneFrameAreManyLines() {
        String time = "2026-01-02T03:04:05.000000006Z ";
        lines.accept(frame(String.join("\n", time + "one", time + "\r", time + "th")));

        assertThat(heard).containsExactly(line("one"), line(""));
    }

    @Test
    void theLastLineNeedsNoLineBreak() {
        lines.accept(frame("2026-01-02T03:04:05.000000006Z bye"));
        lines.end();
        lines.end();

        assertThat(heard).containsExactly(line("bye"));
    }

    @Test
    void aLineWithoutATimestampIsKept() {
        lines.accept(frame("no time here\n"));

        assertThat(heard).containsExactly(new LogLine("app1", Optional.empty(), "no time here"));
    }

    private static LogLine line(String text) {
        return new LogLine(
                "app1", Optional.of(Instant.parse("2026-01-02T03:04:05.000000006Z")), text);
    }

    private static Frame frame(String text) {
        return new Frame(StreamType.STDOUT, text.getBytes(StandardCharsets.UTF_8));
    }
}
