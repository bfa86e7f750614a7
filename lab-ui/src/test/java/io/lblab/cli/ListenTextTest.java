package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.traffic.listen.ListenersSnapshot;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ListenersSnapshot.Held;
import io.lblab.traffic.listen.ListenersSnapshot.Probes;
import io.lblab.traffic.listen.ListenersSnapshot.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ListenTextTest {

    @Test
    void whatWentWellIsSaidInFourLines() {
        String text =
                text(
                        List.of(heard("1", State.OPEN, 3, 1, 0), heard("2", State.OPEN, 3, 1, 0)),
                        Map.of(),
                        new Probes(3, 6, 0, 0, Map.of(), 1.25, 2, 3, 4));

        assertThat(text)
                .contains("1 of 2 listeners  3 events")
                .contains("Each heard 3 events.")
                .contains(
                        "3 probes, from publishing to reading: p50 1.3 ms · p90 2.0 ms · p99 3.0 ms · max 4.0 ms (6"
                                + " receipts).")
                .contains("Nobody missed one")
                .contains("0 reconnects; all are connected.")
                .doesNotContain("MISSED");
    }

    @Test
    void whoMissedOneAndWhyStreamsBrokeIsSaid() {
        String text =
                text(
                        List.of(
                                heard("1", State.OPEN, 3, 2, 0),
                                heard("2", State.WAITING, 1, 1, 2)),
                        Map.of("stream ended", 1L),
                        new Probes(3, 4, 2, 1, Map.of("status 502", 1L), 1, 2, 3, 4));

        assertThat(text)
                .contains("They heard between 1 and 3 events.")
                .contains("Not published: 1 × status 502.")
                .contains("MISSED: listener 2 (127.0.0.1, app2) 2.")
                .contains("1 were published while a listener had no stream.")
                .contains("1 reconnects; 1 have no stream.")
                .contains("1 × stream ended");
    }

    @Test
    void aProbeThatNeverWentOutIsSaid() {
        assertThat(
                        text(
                                List.of(heard("1", State.OPEN, 0, 1, 0)),
                                Map.of(),
                                new Probes(
                                        0,
                                        0,
                                        0,
                                        0,
                                        Map.of("connection refused", 4L),
                                        Double.NaN,
                                        Double.NaN,
                                        Double.NaN,
                                        Double.NaN)))
                .contains("No probe could be published: 4 × connection refused.");
    }

    private static Heard heard(
            String instance, State state, long events, int connections, int missed) {
        return new Heard("127.0.0.1", instance, state, events, connections, 1, missed);
    }

    private static String text(List<Heard> listeners, Map<String, Long> breaks, Probes probes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Map<String, Held> instances = new TreeMap<>();
        listeners.forEach(one -> instances.put(one.instance(), new Held(1, one.events())));
        ListenText.print(
                new Terminal(stream, stream, false, true),
                new ListenersSnapshot(listeners, instances, 0, 0, breaks, probes),
                Map.of("1", "app1", "2", "app2"));
        return out.toString(StandardCharsets.UTF_8);
    }
}
