package io.lblab.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureMarksTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Server APP1 = new Server("app1", "127.20.0.11", 8000, 1, 3, 30);
    private static final Server APP2 = new Server("app2", "127.20.0.12", 8000, 1, 3, 30);

    private final FailureMarks marks = new FailureMarks(upstream(APP1, APP2));

    /// Failed in second t, asked again in second t + fail_timeout + 1, as measured.
    @Test
    void maxFailsFailuresLeaveAServerOut() {
        fail("app2", 2);
        assertThat(marks.all()).isEmpty();

        fail("app2", 1);

        assertThat(marks.all())
                .containsExactly(new FailureMark("app2", NOON, NOON.plusSeconds(31)));
    }

    @Test
    void itIsOverWithAnAnswerAfterItsTime() {
        fail("app2", 3);
        marks.answered("app2", NOON.plusSeconds(1));
        assertThat(marks.all())
                .extracting(FailureMark::until)
                .containsExactly(NOON.plusSeconds(31));

        marks.answered("app2", NOON.plusSeconds(33));
        fail("app2", 1);

        assertThat(marks.all())
                .containsExactly(new FailureMark("app2", NOON, NOON.plusSeconds(33)));
    }

    @Test
    void aFailureAfterItsTimeLeavesItOutAgain() {
        fail("app2", 3);
        marks.failed("app2", NOON.plusSeconds(31));

        assertThat(marks.all())
                .containsExactly(new FailureMark("app2", NOON, NOON.plusSeconds(62)));
    }

    @Test
    void aReloadForgetsIt() {
        fail("app2", 3);
        marks.reloaded(NOON.plusSeconds(5));

        assertThat(marks.all()).containsExactly(new FailureMark("app2", NOON, NOON.plusSeconds(5)));
    }

    @Test
    void aLoneServerAndMaxFailsZeroAreNeverLeftOut() {
        FailureMarks lone = new FailureMarks(upstream(APP1));
        FailureMarks never =
                new FailureMarks(upstream(APP1, new Server("app2", "127.20.0.12", 8000, 1, 0, 30)));
        for (int i = 0; i < 9; i++) {
            lone.failed("app1", NOON);
            never.failed("app2", NOON);
        }

        assertThat(lone.all()).isEmpty();
        assertThat(never.all()).isEmpty();
    }

    @Test
    void theLogTellsFailuresAndGenerations() {
        NginxLogCounter log =
                new NginxLogCounter(
                        Map.of("app1", "127.20.0.11:8000", "app2", "127.20.0.12:8000"),
                        upstream(APP1, APP2));
        for (int i = 0; i < 3; i++) {
            log.accept(line(7, "127.20.0.12:8000, 127.20.0.11:8000", "502, 200"));
        }
        log.accept(line(8, "127.20.0.11:8000", "200"));

        assertThat(log.failures()).extracting(FailureMark::server).containsExactly("app2");
        assertThat(log.generations())
                .containsExactly(
                        Map.entry(7, new GenerationSeen(3, NOON)),
                        Map.entry(8, new GenerationSeen(1, NOON)));
    }

    private void fail(String server, int times) {
        for (int i = 0; i < times; i++) {
            marks.failed(server, NOON);
        }
    }

    private static String line(int generation, String addresses, String statuses) {
        return """
        {"time":"2026-11-23T13:00:00+01:00","client":"127.0.0.1","method":"GET","uri":"/",\
        "status":"200","upstream_addr":"%s","upstream_status":"%s","request_time":"0.001",\
        "generation":"%d","instance":"1","cache":""}\
        """
                .formatted(addresses, statuses, generation);
    }

    private static Upstream upstream(Server... servers) {
        return new Upstream("app_backend", new Strategy.RoundRobin(), List.of(servers), 32);
    }
}
