package io.lblab.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lblab.forecast.Forecast.Basis;
import io.lblab.upstream.WrittenUpstream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {

    private static final long SECOND = 1_000_000_000;

    private static String picks(WrittenUpstream upstream, PlannedRequest... requests) {
        return picks(upstream, Scenario.of(List.of(requests)));
    }

    /// `0 1>0 -`: tried servers by request.
    private static String picks(WrittenUpstream upstream, Scenario scenario) {
        return String.join(
                " ",
                Forecast.of(upstream, scenario).picks().orElseThrow().stream()
                        .map(tried ->
                                String.join(
                                        ">",
                                        Arrays.stream(tried)
                                                .mapToObj(s -> s < 0 ? "-" : "" + s)
                                                .toList()))
                        .toList());
    }

    private static List<PlannedRequest> times(int n) {
        return IntStream.range(0, n).mapToObj(_ -> PlannedRequest.at(0)).toList();
    }

    @Test
    void aRequestThatEndsFreesItsConnectionBeforeOneThatBeginsAtThatMoment() {
        WrittenUpstream one = Blocks.of("", " max_conns=1", 1);
        PlannedRequest long1 = PlannedRequest.at(0).lasting(SECOND / 10);

        assertThat(picks(one, long1, PlannedRequest.at(SECOND / 10 - 1))).isEqualTo("0 -");
        assertThat(picks(one, long1, PlannedRequest.at(SECOND / 10))).isEqualTo("0 0");
    }

    @Test
    void requestsBeginInTheOrderOfTheirTimesAndAreToldInThatOfTheList() {
        WrittenUpstream two = Blocks.of("", "", 1, 1);

        assertThat(picks(two, PlannedRequest.at(5), PlannedRequest.at(3), PlannedRequest.at(5)))
                .isEqualTo("1 0 0");
    }

    @Test
    void aServerIsBackInTheSecondAfterItsFailTimeout() {
        WrittenUpstream two = Blocks.of("", " fail_timeout=3s", 1, 1);
        PlannedRequest failing = PlannedRequest.at(SECOND / 2).whileDown(Set.of("127.0.0.1:29001"));

        assertThat(
                        picks(
                                two,
                                failing,
                                PlannedRequest.at(3 * SECOND + SECOND - 1),
                                PlannedRequest.at(4 * SECOND),
                                PlannedRequest.at(4 * SECOND),
                                PlannedRequest.at(4 * SECOND)))
                .as("its weight begins at 0 and grows by one a turn")
                .isEqualTo("0>1 1 1 1 0");
        assertThat(
                        picks(
                                two,
                                failing,
                                PlannedRequest.at(3 * SECOND),
                                PlannedRequest.at(3 * SECOND),
                                PlannedRequest.at(3 * SECOND),
                                PlannedRequest.at(3 * SECOND)))
                .isEqualTo("0>1 1 1 1 1");
    }

    @Test
    void aLoneServerIsAlwaysTriedAndFailsOnce() {
        PlannedRequest failing = PlannedRequest.at(0).whileDown(Set.of("127.0.0.1:29001"));

        assertThat(picks(Blocks.of("", "", 1), failing, failing, PlannedRequest.at(0)))
                .isEqualTo("0 0 0");
        assertThat(Forecast.of(Blocks.of("", "", 1), Scenario.of(List.of(failing))).counts())
                .as("answered")
                .containsExactly(0.0);
    }

    @Test
    void backupsAreAskedWhenNothingElseIsLeft() {
        WrittenUpstream upstream =
                Blocks.read("server a; server b backup; server c backup weight=2;");
        PlannedRequest failing = PlannedRequest.at(0).whileDown(Set.of("a"));

        assertThat(picks(upstream, failing, failing, failing, PlannedRequest.at(0)))
                .isEqualTo("0>2 1 2 2");
    }

    @Test
    void workersWithoutAZoneTakeTheirOwnTurns() {
        List<PlannedRequest> alternating =
                IntStream.range(0, 6).mapToObj(i -> PlannedRequest.at(i).on(i % 2)).toList();
        Scenario two = new Scenario(2, alternating, List.of());

        assertThat(picks(Blocks.of("", "", 1, 1), two)).isEqualTo("0 0 1 1 0 0");
        assertThat(picks(Blocks.of("zone z 64k;", "", 1, 1), two)).isEqualTo("0 1 0 1 0 1");
    }

    @Test
    void aMethodBelowItsServersHasBackups() {
        WrittenUpstream upstream = Blocks.read("server a; server b backup; ip_hash;");

        assertThat(picks(upstream, PlannedRequest.at(0).whileDown(Set.of("a:80"))))
                .isEqualTo("0>1");
    }

    @Test
    void clientsAreHashedByTheirNetwork() {
        WrittenUpstream three = Blocks.of("ip_hash;", "", 1, 1, 1);
        PlannedRequest request = PlannedRequest.at(0);

        assertThat(
                        picks(
                                three,
                                request.from("10.1.2.3"),
                                request.from("10.1.2.250"),
                                request.from("10.1.3.3"),
                                request.from("10.1.4.3")))
                .matches("(\\d) \\1 (?!\\1)\\d (?!\\1)\\d");
        assertThatThrownBy(() -> picks(three, request.from("me")))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("\"me\" is no client address");
    }

    @Test
    void anIpv4AddressInsideAnIpv6OneIsHashedWhole() {
        assertThat(ClientAddress.bytes("::ffff:10.1.2.3")).hasSize(16).endsWith(10, 1, 2, 3);
        assertThat(ClientAddress.bytes("10.1.2.3")).containsExactly(10, 1, 2);
        assertThat(ClientAddress.bytes("unix:")).containsExactly(0, 0, 0);
        assertThat(ClientAddress.bytes("::1")).hasSize(16);
    }

    @Test
    void aKeyThatIsNotGivenIsEvaluatedAsFarAsTheClientSaysIt() {
        WrittenUpstream byAddress = Blocks.of("hash a$remote_addr;", "", 1, 1, 1, 1, 1);
        WrittenUpstream byUri = Blocks.of("hash $request_uri;", "", 1, 1);
        PlannedRequest request = PlannedRequest.at(0).from("10.9.8.7");

        assertThat(picks(byAddress, request))
                .isEqualTo(picks(byAddress, request.withKey("a10.9.8.7")))
                .isNotEqualTo(picks(byAddress, request.withKey("a10.9.8.6")));
        assertThat(picks(byUri, request, request, request)).isEqualTo("0 1 0");
    }

    @Test
    void serversOfTheSameTextShareTheirPointsOnTheRing() {
        WrittenUpstream twice =
                Blocks.read("hash $arg_k consistent; server a; server a; server b;");
        PlannedRequest request = PlannedRequest.at(0);
        String onA = picks(twice, request.withKey("k1"), request.withKey("k1"));

        assertThat(new Ring(twice.servers()).size()).isEqualTo(320);
        assertThat(List.of("0 1", "2 2")).contains(onA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random;", "random two;"})
    void exactSharesAreThoseOfManyReplays(String method) {
        for (WrittenUpstream upstream :
                List.of(
                        Blocks.of(method, "", 3, 1),
                        Blocks.of(method, "", 5, 1, 1),
                        Blocks.read(
                                method + "server a weight=200 down; server b; server c weight=2;"),
                        Blocks.read(method + "server a weight=9; server b down; server c down;"))) {
            List<PlannedRequest> requests = times(40);
            Forecast exact = Forecast.of(upstream, Scenario.of(requests));
            double[] counts = new double[upstream.servers().size()];
            byte[][] keys = new byte[requests.size()][0];
            Replay replay = new Replay(upstream, keys, Scenario.of(requests));
            for (int seed = 1; seed <= 4_000; seed++) {
                replay.run(List.of(seed * 7919), counts);
            }

            assertThat(exact.basis()).isEqualTo(Basis.EXACT);
            for (int i = 0; i < counts.length; i++) {
                assertThat(exact.counts().get(i)).isCloseTo(counts[i] / 4_000, within(0.3));
            }
        }
    }

    @Test
    void randomTwoTurnsWeightsAround() {
        Forecast forecast = Forecast.of(Blocks.of("random two;", "", 3, 1), Scenario.of(times(0)));

        assertThat(forecast.picks()).isEmpty();
        assertThat(forecast.shares().getFirst()).isCloseTo(0.25, within(0.002));
    }

    @Test
    void lotsThatDependOnOneAnotherAreReplayed() {
        List<PlannedRequest> open = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            open.add(PlannedRequest.at(i).lasting(SECOND));
        }

        Forecast forecast = Forecast.of(Blocks.of("random two;", "", 5, 1, 1), Scenario.of(open));

        assertThat(forecast.basis()).isEqualTo(Basis.SIMULATED);
        assertThat(forecast.shares().stream().mapToDouble(d -> d).sum()).isCloseTo(1, within(1e-9));
        assertThat(forecast.shares().getFirst()).isGreaterThan(0.5);
    }

    @Test
    void aSeedMakesLotsCertain() {
        Scenario known = new Scenario(1, times(5), List.of(875306028));

        assertThat(picks(Blocks.of("random;", "", 1, 1, 1), known)).isEqualTo("1 2 1 0 2");
    }

    @Test
    void whatHasNoForecastSaysSo() {
        for (String method : List.of("least_time header;", "sticky cookie srv;")) {
            assertThatThrownBy(() -> picks(Blocks.of(method, "", 1, 1), PlannedRequest.at(0)))
                    .isInstanceOf(InvalidScenarioException.class)
                    .hasMessageStartingWith("There is no forecast for " + method.replace(";", ""));
        }
    }

    @Test
    void weightsBeyondMeasureAreRefusedInWords() {
        WrittenUpstream heavy = Blocks.of("hash $arg_k consistent;", "", 1_000_000, 1);
        WrittenUpstream heavier = Blocks.read("server a weight=999999999999999999;".repeat(10));

        assertThatThrownBy(() -> picks(heavy, PlannedRequest.at(0)))
                .hasMessageContaining("add up to 1000001");
        assertThatThrownBy(() -> picks(heavier, PlannedRequest.at(0)))
                .hasMessageContaining("more than nginx can count");
    }

    @Test
    void aScenarioThatMakesNoSenseIsRefusedInWords() {
        Stream.of(
                        new Object[] {0, PlannedRequest.at(0), "workers 0"},
                        new Object[] {2, PlannedRequest.at(0).on(2), "the workers are 0 to 1"},
                        new Object[] {1, PlannedRequest.at(-1), "before 0"},
                        new Object[] {1, PlannedRequest.at(0).lasting(-1), "before 0"})
                .forEach(row ->
                        assertThatThrownBy(() ->
                                        new Scenario(
                                                (int) row[0],
                                                List.of((PlannedRequest) row[1]),
                                                List.of()))
                                .hasMessageContaining((String) row[2]));
        assertThatThrownBy(() ->
                        picks(
                                Blocks.of("", "", 1, 1),
                                PlannedRequest.at(0).whileDown(Set.of("127.0.0.1:1"))))
                .hasMessage(
                        "Request 1 has \"127.0.0.1:1\" down, which is no server of the upstream: they are"
                                + " 127.0.0.1:29001, 127.0.0.1:29002.");
    }
}
