package io.lblab.distribution.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.distribution.ReportException;
import io.lblab.distribution.ShopCounts;
import io.lblab.distribution.report.ExampleRuns;
import io.lblab.distribution.report.HtmlReport;
import io.lblab.distribution.report.RunReport;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.distribution.threshold.Threshold.Outcome;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunArchiveTest {

    @TempDir private Path folder;

    @Test
    void aRunIsReadAsItWasStored() throws Exception {
        RunArchive archive = archive();
        for (RunReport run : ExampleRuns.threeOfTheDemo()) {
            RunReport whole =
                    run.with(
                            new ShopCounts(
                                    Map.of(
                                            "app1",
                                            OptionalLong.of(7),
                                            "app2",
                                            OptionalLong.empty())));
            int number = archive.reserve();
            archive.store(number, whole);

            RunReport read = new RunArchive(folder.resolve("runs")).read(number);

            assertThat(read).isEqualTo(whole);
            assertThat(read.statement()).isEqualTo(run.statement());
            HtmlReport html = new HtmlReport(ZoneOffset.UTC);
            assertThat(html.toHtml("Again", List.of(read)))
                    .isEqualTo(html.toHtml("Again", List.of(whole)));
        }
    }

    @Test
    void everyPresetsPlanIsReadAsItWasStored() throws Exception {
        for (TrafficPreset preset : TrafficPreset.all()) {
            TrafficPlan plan =
                    preset.plan(
                            URI.create("http://127.0.0.1:8000"), ClientPools.forwarded(3, 1), 5);
            String json = RunJson.mapper().writeValueAsString(plan);

            assertThat(RunJson.mapper().readValue(json, TrafficPlan.class)).isEqualTo(plan);
        }
    }

    @Test
    void theNewestIsListedFirst() throws Exception {
        RunArchive archive = archive();
        archive.store(archive.reserve(), ExampleRuns.roundRobin());
        int underWay = archive.reserve();
        archive.store(archive.reserve(), ExampleRuns.ipHash());

        List<StoredRun> runs = archive.list();

        assertThat(underWay).isEqualTo(2);
        assertThat(runs.stream().map(StoredRun::number)).containsExactly(3, 1);
        assertThat(runs.getFirst().strategy()).isEqualTo("ip_hash");
        assertThat(runs.getFirst().total()).isEqualTo(10_000);
        assertThat(runs.getLast().answered())
                .containsExactly(Map.entry("app1", 5_000L), Map.entry("app2", 5_000L));
        assertThat(runs.getLast().verdict()).isEqualTo("matches");
    }

    @Test
    void theLatenciesOfTheLogAreThoseOfTheRun() throws Exception {
        RunArchive archive = archive();
        RunReport run = ExampleRuns.roundRobin();
        archive.store(archive.reserve(), run);

        Histogram sum = new Histogram(3);
        sum.setAutoResize(true);
        try (HistogramLogReader log =
                new HistogramLogReader(folder.resolve("runs/1/latency.hlog").toFile())) {
            for (EncodableHistogram interval = log.nextIntervalHistogram();
                    interval != null;
                    interval = log.nextIntervalHistogram()) {
                sum.add((Histogram) interval);
            }
        }

        assertThat(sum.getTotalCount()).isEqualTo(10_000);
        assertThat(sum.getValueAtPercentile(99) / 1e3).isEqualTo(run.run().p99Millis());
    }

    @Test
    void programsAtOnceGetDifferentNumbers() {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 40)
                .parallel()
                .forEach(_ -> {
                    try {
                        numbers.add(new RunArchive(folder.resolve("runs")).reserve());
                    } catch (ReportException e) {
                        throw new AssertionError(e);
                    }
                });

        assertThat(numbers).hasSize(40);
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws Exception {
        RunArchive archive = archive();
        for (int i = 0; i < RunArchive.KEPT + 5; i++) {
            archive.reserve();
        }
        archive.store(archive.reserve(), ExampleRuns.roundRobin());

        try (var places = Files.list(folder.resolve("runs"))) {
            assertThat(places).hasSize(RunArchive.KEPT);
        }
        assertThat(archive.reserve()).isEqualTo(RunArchive.KEPT + 7);
    }

    @Test
    void whatCannotBeReadIsSaid() throws Exception {
        RunArchive archive = archive();
        assertThat(archive.list()).isEmpty();
        assertThatThrownBy(() -> archive.read(3))
                .isInstanceOf(ReportException.class)
                .hasMessage("There is no run 3: none is stored yet. Fire one with: lab fire");
        archive.store(archive.reserve(), ExampleRuns.roundRobin());
        assertThatThrownBy(() -> archive.read(3))
                .hasMessage("There is no run 3: there are 1 to 1, see lab runs.");
        damage(folder.resolve("runs/1/run.json.gz"));
        assertThatThrownBy(() -> archive.read(1))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("Run 1 can't be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{}", "null", "{\"number\": 2"})
    void oneThatIsDamagedHidesNoOther(String summary) throws Exception {
        RunArchive archive = archive();
        for (int i = 0; i < 3; i++) {
            archive.store(archive.reserve(), ExampleRuns.roundRobin());
        }
        Path damaged = folder.resolve("runs/2");
        Files.writeString(damaged.resolve("summary.json"), summary);

        assertThat(archive.list()).extracting(StoredRun::number).containsExactly(3, 1);
        assertThat(archive.stored().damaged()).containsExactly(damaged);
    }

    @Test
    void aFileInTheWayOfARunIsNoRun() throws Exception {
        RunArchive archive = archive();
        archive.store(archive.reserve(), ExampleRuns.roundRobin());
        Files.writeString(folder.resolve("runs/2"), "");

        assertThat(archive.list()).extracting(StoredRun::number).containsExactly(1);
        assertThat(archive.stored().damaged()).containsExactly(folder.resolve("runs/2"));
    }

    @Test
    void whatARunWasHeldToIsStoredWithIt() throws Exception {
        RunArchive archive = archive();
        List<Threshold> bounds =
                List.of(Threshold.parse("errors < 1"), Threshold.parse("app1 75% ± 1"));
        archive.store(archive.reserve(), ExampleRuns.roundRobin().heldTo(bounds));

        RunReport read = archive.read(1);

        assertThat(read.thresholds()).isEqualTo(bounds);
        assertThat(read.outcomes()).extracting(Outcome::held).containsExactly(true, false);
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
    }

    private RunArchive archive() {
        return new RunArchive(folder.resolve("runs"));
    }
}
