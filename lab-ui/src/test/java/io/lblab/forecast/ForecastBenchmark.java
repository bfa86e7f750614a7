package io.lblab.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Picks a second on one core, as a table for docs/benchmarks.md.
@Tag("bench")
class ForecastBenchmark {

    @Test
    void picksASecond() throws Exception {
        Collection<RunResult> results =
                new Runner(
                                new OptionsBuilder()
                                        .include(PickBenchmark.class.getName())
                                        .forks(Integer.getInteger("bench.rounds", 3))
                                        .warmupIterations(3)
                                        .warmupTime(TimeValue.seconds(1))
                                        .measurementIterations(5)
                                        .measurementTime(TimeValue.seconds(1))
                                        .jvmArgs("-cp", System.getProperty("java.class.path"))
                                        .build())
                        .run();

        System.out.println("\n| method | servers | picks a second | ± | a pick |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (RunResult result : results) {
            double perSecond = result.getPrimaryResult().getScore();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.1f million | %.1f | %.0f ns |%n",
                    result.getParams().getParam("method"),
                    result.getParams().getParam("servers"),
                    perSecond / 1e6,
                    result.getPrimaryResult().getScoreError() / 1e6,
                    1e9 / perSecond);
        }
        assertThat(results).hasSize(6);
    }
}
