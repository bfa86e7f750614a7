package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.distribution.report.ExampleRuns;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.stack.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void whatWasFiredIsListedNewestFirst() throws Exception {
        assertThat(call("runs")).isZero();
        assertThat(text()).isEqualTo("No run is stored yet. Fire one with: lab fire\n");
        store();

        assertThat(call("runs")).isZero();

        assertThat(text().lines())
                .hasSize(2)
                .satisfiesExactly(
                        newest ->
                                assertThat(newest)
                                        .startsWith("   2  2026-11-22")
                                        .contains("ip_hash", "10,000 requests", "matches"),
                        oldest ->
                                assertThat(oldest)
                                        .startsWith("   1  ")
                                        .contains("round-robin", "app1 5,000 · app2 5,000"));
        assertThat(call("runs", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(text());
        assertThat(json.at("/0/number").asInt()).isEqualTo(2);
        assertThat(json.at("/1/answered/app2").asInt()).isEqualTo(5_000);
    }

    @Test
    void oneIsShownAsItWasWhenItWasFired() throws Exception {
        store();

        assertThat(call("runs", "show", "1")).isZero();

        assertThat(text())
                .contains("Round-robin, 2026-11-22", "local processes", "round-robin")
                .contains("forecast 5,000 (=)")
                .contains("Matches round-robin 1:1 exactly");
    }

    @Test
    void whatItWasHeldToIsShownAndADamagedOneNamed() throws Exception {
        store();
        archive()
                .store(
                        archive().reserve(),
                        ExampleRuns.roundRobin()
                                .heldTo(
                                        List.of(
                                                Threshold.parse("errors < 1"),
                                                Threshold.parse("app1 75% ± 1"))));

        assertThat(call("runs", "show", "3")).isZero();
        assertThat(text())
                .contains("  kept    errors < 1: 0 of 10,000 failed")
                .contains("  BROKEN  app1 75% ± 1: app1 50.00 %");

        assertThat(call("runs", "export", "3", "--out", folder.resolve("y").toString())).isZero();
        assertThat(Files.readString(folder.resolve("y/report.html")))
                .contains("<span class=\"badge odd\">broken</span>app1 75% ± 1: app1 50.00 %");

        assertThat(text()).startsWith("Written: ");

        Path damaged = folder.resolve("runs/1/summary.json");
        Files.writeString(damaged, "");
        assertThat(call("runs")).isZero();
        assertThat(text().lines()).hasSize(2);
        assertThat(said()).contains(damaged.getParent() + " holds no run that can be read");
    }

    @Test
    void twoStandSideBySideWithWhatChanceSays() throws Exception {
        store();
        archive().store(archive().reserve(), ExampleRuns.weightedWithAKill());

        assertThat(call("runs", "compare", "1", "3")).isZero();
        assertThat(text())
                .containsPattern("strategy +round-robin 1:1 +round-robin 3:1")
                .containsPattern("app1 +5,000 \\(50\\.00 %\\) +[0-9],[0-9]{3} \\(")
                .contains("The shares differ");

        assertThat(call("runs", "compare", "1", "1", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(text());
        assertThat(json.get("pValue").asDouble()).isEqualTo(1);
        assertThat(json.get("first")).isEqualTo(json.get("second"));
    }

    @Test
    void exportsEveryFormat() throws Exception {
        store();

        assertThat(call("runs", "export", "1", "2", "--out", folder.resolve("x").toString()))
                .isZero();

        assertThat(Files.readString(folder.resolve("x/report.html")))
                .contains("<h1>Runs 1, 2</h1>");
        assertThat(Files.readString(folder.resolve("x/latency.hlog")))
                .contains("Tag=Round-robin,", "Tag=ip_hash_over_64_clients,");
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        store();

        assertThat(call("runs", "show", "9")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("There is no run 9: there are 1 to 2, see lab runs.");
        assertThat(call("runs", "show")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("Name one run: lab runs show 3");
        assertThat(call("runs", "show", "nine")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("\"nine\" is no number of a run: lab runs lists them.");
        assertThat(call("runs", "sho", "1")).isEqualTo(ExitCodes.USAGE);
        assertThat(said()).contains("was 'sho'", "lab runs --help").doesNotContain("Usage");
        assertThat(call("runs", "compare", "1")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("Name two runs: lab runs compare 3 4");
        assertThat(call("runs", "list", "1")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("lab runs show 1");
        assertThat(call("runs", "export", "1", "--out", "")).isNotZero();
        assertThat(said()).contains("lab runs export 3 4 --out report");
        assertThat(call("runs", "export", "1")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("lab runs export 3 4 --out report");
        assertThat(call("runs", "again", "1")).isEqualTo(ExitCodes.FAILED);
        assertThat(said()).contains("No stack is running.");
    }

    private RunArchive archive() {
        return new RunArchive(folder.resolve("runs"));
    }

    private void store() throws Exception {
        archive().store(archive().reserve(), ExampleRuns.roundRobin());
        archive().store(archive().reserve(), ExampleRuns.ipHash());
    }

    private String text() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    private String said() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    private int call(String... args) {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        try (Stacks none = new Stacks(List.of())) {
            return LabCommand.run(
                    new CliContext(none, terminal, archive(), Optional.empty()), args);
        }
    }
}
