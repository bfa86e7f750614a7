package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.traffic.Check;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.HeaderLine;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.Load.Closed;
import io.lblab.traffic.Load.Open;
import io.lblab.traffic.Load.Until;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficPreset;
import io.lblab.traffic.WeightedRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class FireOptionsTest {

    private static final URI BASE = URI.create("http://127.0.0.1:8000");

    @TempDir Path folder;

    @Test
    void withoutAnyItIsTheGuidesLoadTest() {
        assertThat(plan())
                .isEqualTo(TrafficPreset.LOAD_TEST.plan(BASE, ClientPools.thisMachine(), 1));
    }

    @Test
    void aRateMakesAnOpenModel() {
        assertThat(plan("--rate", "500", "-t", "30s", "--arrivals", "poisson").load())
                .isEqualTo(Open.constant(500, Duration.ofSeconds(30), Arrivals.POISSON));
        assertThat(plan("--rate", "0-20:1s,20:2s", "-c", "7").load())
                .isEqualTo(
                        new Open(
                                List.of(
                                        new Load.Stage(0, 20, Duration.ofSeconds(1)),
                                        new Load.Stage(20, 20, Duration.ofSeconds(2))),
                                Arrivals.EVEN,
                                7));
    }

    @Test
    void aDurationEndsAClosedModelInPlaceOfANumber() {
        assertThat(plan("-t", "5s", "--think", "20").load())
                .isEqualTo(
                        new Closed(64, Duration.ofMillis(20), Until.time(Duration.ofSeconds(5))));
        assertThat(plan("-t", "5s", "--think", "0.02s").load())
                .isEqualTo(plan("-t", "5s", "--think", "20").load());
        assertThatThrownBy(() -> plan("--think", "long"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("is no time");
        assertThat(plan("-t", "5s", "-n", "9").load())
                .isEqualTo(
                        new Closed(
                                9,
                                Duration.ZERO,
                                new Until(OptionalLong.of(9), Optional.of(Duration.ofSeconds(5)))));
    }

    @Test
    void aSavedPlanIsFiredAgainAndCanBeChanged() throws Exception {
        Path file = folder.resolve("plan.json");
        FireOptions saving =
                options(
                        "--preset",
                        "generate-traffic",
                        "--rate",
                        "50:2s",
                        "--clients",
                        "9",
                        "--networks",
                        "2",
                        "--no-keep-alive",
                        "--skew",
                        "zipf:1.5",
                        "--seed",
                        "4",
                        "--save-plan",
                        file.toString());
        TrafficPlan saved = saving.plan(BASE, ClientPools::local);
        saving.save(saved, List.of("p99 < 1s"));

        FireOptions loading = options("--plan", file.toString());
        assertThat(loading.plan(BASE, ClientPools::local)).isEqualTo(saved);
        assertThat(loading.thresholds()).containsExactly("p99 < 1s");
        TrafficPlan changed =
                plan("--plan", file.toString(), "--rate", "5:1s", "--path", "/x", "--seed", "9");
        assertThat(changed.mix()).containsExactly(WeightedRequest.get("/x"));
        assertThat(changed.load())
                .isEqualTo(Open.constant(5, Duration.ofSeconds(1), Arrivals.EVEN));
        assertThat(changed.clients())
                .isEqualTo(
                        ClientPools.local(9, 2, 9)
                                .skewed(new Skew.Zipf(1.5))
                                .withFreshConnections(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rate 5 -n 9                    | belong to the closed model",
                "--rate fast                      | is no rate",
                "--method POST                    | go with --path",
                "--header A:b                     | go with --path",
                "--path / --header Host:x         | The header Host is the engine's own",
                "--path / --check x               | is no check",
                "--data /nosuch.csv               | There is no data file /nosuch.csv",
                "--path /{sku}                    | Nothing fills {sku}",
                "--preset nosuch                  | There is no preset",
                "--plan /nosuch.json              | There is no plan file /nosuch.json",
                "--plan /                         | The plan file / can't be read: Is a directory",
                "--plan x --preset load-test      | leave one out",
                "-t soon                          | is no time",
                "--arrivals odd --rate 5          | There are no arrivals",
                "--arrivals poisson               | --arrivals belongs to the open model",
                "--skew zipf:1                    | say how many there are with --clients",
                "--clients 0                      | The number of clients, 0, is not between 1 and 4096",
                "-c 100000                        | The concurrency, 100000, is not between",
                "--path / --body {}               | GET / has a body: leave it out, or send it with POST",
                "--path /a#b                      | percent-encode #",
                "--path /a\\b                     | percent-encode #",
                "--networks 4                     | spreads clients: say how many there are",
                "--clients 4 --networks 5         | is not between 1 and the number of clients, 4",
                "--clients 600 --networks 2       | 600 clients don't fit into 2 networks: a /24 has room for 254",
                "--clients 4 --skew odd           | There is no skew",
                "-c 0                             | The concurrency, 0, is not between",
            })
    void whatMakesNoPlanIsSaidInASentence(String line, String words) {
        assertThatThrownBy(() -> plan(line.split(" +", -1)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith(".");
    }

    @Test
    void headersChecksDataAndCookiesStandInThePlan() throws Exception {
        Path file = folder.resolve("skus.csv");
        Files.writeString(file, "sku\n4\n5\n");
        TrafficPlan plan =
                plan(
                        "--path",
                        "/{sku}",
                        "--header",
                        "Accept: text/html",
                        "--check",
                        "status 2xx",
                        "--check",
                        "header X-Served-By",
                        "--data",
                        file.toString(),
                        "--cookies");

        assertThat(plan.mix())
                .containsExactly(
                        WeightedRequest.get("/{sku}")
                                .withHeaders(List.of(new HeaderLine("Accept", "text/html")))
                                .withChecks(
                                        List.of(
                                                Check.parse("status 2xx"),
                                                Check.parse("header X-Served-By"))));
        assertThat(plan.data())
                .contains(new DataRows(List.of("sku"), List.of(List.of("4"), List.of("5"))));
        assertThat(plan.cookies()).isTrue();
    }

    @Test
    void aPresetOfVisitorsIsSavedAndFiredAgain() {
        Path file = folder.resolve("buy.json");
        FireOptions saving = options("--preset", "buy", "--save-plan", file.toString());
        TrafficPlan saved = saving.plan(BASE, ClientPools::local);
        saving.save(saved, List.of());

        assertThat(saved.journeys()).hasSize(1);
        assertThat(plan("--plan", file.toString())).isEqualTo(saved);
        assertThat(plan("--plan", file.toString(), "--path", "/x").journeys()).isEmpty();
    }

    @Test
    void anOpenPlanIsNotEndedByANumber() throws Exception {
        Path file = folder.resolve("open.json");
        Files.writeString(file, "{\"mix\": [{\"path\": \"/\"}], \"open\": {\"rate\": \"5:1s\"}}");

        assertThatThrownBy(() -> plan("--plan", file.toString(), "-n", "9"))
                .hasMessage("The plan is an open model: change it with --rate, as in --rate 5:1s.");
    }

    private static TrafficPlan plan(String... line) {
        return options(line).plan(BASE, ClientPools::local);
    }

    private static FireOptions options(String... line) {
        FireOptions options = new FireOptions();
        new CommandLine(options).parseArgs(line);
        return options;
    }
}
