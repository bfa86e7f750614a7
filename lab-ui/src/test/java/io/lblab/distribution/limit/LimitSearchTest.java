package io.lblab.distribution.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.distribution.DistributionSnapshot;
import io.lblab.distribution.RunRecorder;
import io.lblab.distribution.limit.LimitResult.Ending;
import io.lblab.distribution.limit.LimitResult.Step;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Sample;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSearchTest {

    private static final long MS = 1_000_000;

    private final List<Double> tried = new ArrayList<>();

    @Test
    void theLimitOfAServerIsFoundWithinATenth() {
        LimitResult found = search(rate -> run(rate > 1_337 ? 200 : 5, 0), 100, 20_000);

        assertThat(found.ending()).isEqualTo(Ending.BOUND_BROKEN);
        assertThat(found.kept()).isLessThanOrEqualTo(1_337);
        double broken = found.broken().orElseThrow();
        assertThat(broken).isGreaterThan(1_337);
        assertThat(broken / found.kept()).isLessThanOrEqualTo(LimitSearch.NARROW);
        assertThat(tried).startsWith(100.0, 200.0, 400.0, 800.0, 1_600.0, 1_600.0);
        assertThat(found.sentence())
                .startsWith("The limit lies between")
                .contains("p99 200")
                .endsWith("ms broke \"p99 < 50ms\".");
    }

    @Test
    void oneHiccupIsNoLimit() {
        LimitResult found = search(rate -> run(tried.size() == 3 ? 900 : 5, 0), 100, 1_000);

        assertThat(found.ending()).isEqualTo(Ending.HIGHEST_RATE);
        assertThat(found.kept()).isEqualTo(1_000);
        assertThat(tried).containsExactly(100.0, 200.0, 400.0, 400.0, 800.0, 1_000.0);
    }

    @Test
    void aFirstRateThatIsTooHighIsSaid() {
        LimitResult found = search(_ -> run(80, 0), 500, 1_000);

        assertThat(found.ending()).isEqualTo(Ending.BROKEN_AT_ONCE);
        assertThat(found.kept()).isZero();
        assertThat(found.sentence())
                .startsWith("Already 500 requests/s are too many: p99 80")
                .endsWith("Begin lower, or allow more.");
    }

    @Test
    void aGeneratorThatIsLateIsNoLimitAsLongAsTheBoundIsKept() {
        LimitResult found = search(_ -> run(5, 3), 100, 400);

        assertThat(found.ending()).isEqualTo(Ending.HIGHEST_RATE);
    }

    @Test
    void aBoundThatOnlyTheGeneratorBrokeIsSaid() {
        LimitResult found = search(rate -> rate > 300 ? run(60, 58) : run(5, 0), 100, 20_000);

        assertThat(found.ending()).isEqualTo(Ending.GENERATOR);
        assertThat(found.sentence()).contains("the generator itself");
    }

    @Test
    void aServerThatIsSlowFromSendingOnIsTheLimit() {
        LimitResult found = search(rate -> rate > 300 ? run(120, 58) : run(5, 0), 100, 20_000);

        assertThat(found.ending()).isEqualTo(Ending.BOUND_BROKEN);
    }

    @Test
    void everyRunIsHeldAgainstTheBounds() {
        LimitSearch search = new LimitSearch(plan(200, 300));
        List<Step> told = new ArrayList<>();
        while (search.next().isPresent()) {
            told.add(search.took(run(search.next().getAsDouble() > 250 ? 90 : 5, 0)));
        }

        assertThat(told.stream().map(Step::rate)).startsWith(200.0, 300.0, 300.0);
        assertThat(told.stream().map(Step::isKept)).startsWith(true, false, false);
        assertThat(search.result().steps()).isEqualTo(told);
        assertThat(search.result().brokenBound().orElseThrow().threshold()).isEqualTo("p99 < 50ms");
    }

    @Test
    void whatWasFoundBeforeAStopIsSaid() {
        LimitSearch search = new LimitSearch(plan(100, 20_000));
        search.took(run(5, 0));
        search.took(run(5, 0));
        search.stop();

        assertThat(search.next()).isEmpty();
        assertThat(search.result().ending()).isEqualTo(Ending.STOPPED);
        assertThat(search.result().sentence())
                .isEqualTo(
                        "Stopped before the limit was found: everything was kept up to 200 requests/s.");
    }

    @Test
    void aStopAfterTheEndChangesNothing() {
        LimitSearch search = new LimitSearch(plan(100, 100));
        search.took(run(5, 0));
        search.stop();

        assertThat(search.result().ending()).isEqualTo(Ending.HIGHEST_RATE);
    }

    @Test
    void aSearchThatIsNotOverHasNoResult() {
        assertThatThrownBy(() -> new LimitSearch(plan(100, 200)).result())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void withoutABoundTheUsualOnesHold() {
        assertThat(new LimitPlan(1, 1, Duration.ofSeconds(1), List.of()).bounds())
                .extracting(Threshold::text)
                .containsExactly("p99 < 50ms", "errors < 0.1%");
    }

    @ParameterizedTest
    @CsvSource({
        "0,100,from 1 to 100000",
        "NaN,100,from 1 to 100000",
        "100,100001,from 1 to 100000",
        "100,NaN,from 1 to 100000",
        "200,100,'100, is below the first, 200'"
    })
    void ratesThatMakeNoSearchAreRefused(double from, double to, String why) {
        assertThatThrownBy(() -> plan(from, to))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(why);
    }

    private LimitResult search(DoubleFunction<DistributionSnapshot> fire, double from, double to) {
        LimitSearch search = new LimitSearch(plan(from, to));
        while (search.next().isPresent()) {
            double rate = search.next().getAsDouble();
            tried.add(rate);
            search.took(fire.apply(rate));
        }
        return search.result();
    }

    private static LimitPlan plan(double from, double to) {
        return new LimitPlan(
                from, to, Duration.ofSeconds(5), List.of(Threshold.parse("p99 < 50ms")));
    }

    private static DistributionSnapshot run(long latencyMillis, long lateMillis) {
        RunRecorder recorder =
                new RunRecorder(
                        new Upstream(
                                "u",
                                new Strategy.RoundRobin(),
                                List.of(Server.of("app1", "h", 1)),
                                16),
                        Map.of("app1", "1"));
        for (int i = 0; i < 100; i++) {
            recorder.accept(
                    new Sample(
                            i,
                            0,
                            i * MS,
                            (i + lateMillis) * MS,
                            latencyMillis * MS,
                            200,
                            "1",
                            "",
                            "c",
                            false,
                            false,
                            ""));
        }
        return recorder.snapshot();
    }
}
