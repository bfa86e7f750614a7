package io.lblab.traffic.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

    private final List<ServerEvent> events = new ArrayList<>();
    private final EventParser parser = new EventParser("", events::add);

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void whateverEndsALineAndWhereverItIsSplit(String end) throws IOException {
        String stream =
                String.join(
                        end,
                        "\uFEFFretry: 3000",
                        "",
                        ": keep-alive",
                        "",
                        "event: stock",
                        "data: {\"product_id\":1,\"stock\":99}",
                        "",
                        "data:erste Zeile: ü",
                        "data",
                        "data:  dritte",
                        "id: 7",
                        "nonsense: x",
                        "",
                        "");
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            List<ServerEvent> heard = new ArrayList<>();
            EventParser split2 = new EventParser("", heard::add);
            split2.feed(bytes, split);
            split2.feed(Arrays.copyOfRange(bytes, split, bytes.length), bytes.length - split);

            assertThat(heard)
                    .containsExactly(
                            new ServerEvent("stock", "{\"product_id\":1,\"stock\":99}"),
                            new ServerEvent("message", "erste Zeile: ü\n\n dritte"));
            assertThat(split2.retryMillis()).hasValue(3_000);
            assertThat(split2.lastId()).isEqualTo("7");
        }
    }

    @Test
    void anEventIsHandedOnWithTheByteThatCompletesIt() throws IOException {
        feed("data: a\r\n\r");

        assertThat(events).containsExactly(new ServerEvent("message", "a"));

        feed("\ndata: b\n\n");

        assertThat(events).hasSize(2);
    }

    @Test
    void anEventCutShortIsNone() throws IOException {
        feed("id: 4\ndata: a\n\nid: 5\ndata: b\n");

        assertThat(events).hasSize(1);
        assertThat(parser.lastId()).isEqualTo("4");
    }

    @Test
    void anEventWithoutDataIsNoneButItsIdAndRetryCount() throws IOException {
        feed("event: x\nid: 9\nretry: 50\nretry: soon\nretry: -1\n\n");

        assertThat(events).isEmpty();
        assertThat(parser.lastId()).isEqualTo("9");
        assertThat(parser.retryMillis()).hasValue(50);
    }

    @Test
    void theTypeIsOfOneEventOnly() throws IOException {
        feed("event: stock\ndata: 1\n\ndata: 2\n\n");

        assertThat(events)
                .containsExactly(new ServerEvent("stock", "1"), new ServerEvent("message", "2"));
    }

    @Test
    void anEndlessEventIsRefused() throws IOException {
        byte[] line = ("data: " + "x".repeat(1_000) + "\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 2_000; i++) {
                                parser.feed(line, line.length);
                            }
                        })
                .isInstanceOf(ProtocolException.class);
    }

    private void feed(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        parser.feed(bytes, bytes.length);
    }
}
