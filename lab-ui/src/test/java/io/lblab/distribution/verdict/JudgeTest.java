package io.lblab.distribution.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.statistics.GoodnessOfFit;
import io.lblab.distribution.verdict.Facts.KeySkew;
import io.lblab.distribution.verdict.Facts.LeftOutBefore;
import io.lblab.distribution.verdict.Facts.MarkedFailed;
import io.lblab.distribution.verdict.Facts.WeightsChanged;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Reason UNEXPLAINED = new Reason.Unexplained();

    @Test
    void turnsMatchToTheRequestAndWithinATurn() {
        assertThat(judge(turns(counts(7_500, 2_500), 3, 1))).isInstanceOf(Verdict.Matches.class);
        assertThat(judge(turns(counts(7_501, 2_499), 3, 1))).isInstanceOf(Verdict.Matches.class);
        assertThat(reasons(turns(counts(7_503, 2_497), 3, 1))).containsExactly(UNEXPLAINED);
    }

    @Test
    void lessThanARoundIsTooFew() {
        assertThat(judge(turns(counts(2, 1), 3, 1))).isEqualTo(new Verdict.TooFew(3, 4));
        assertThat(judge(turns(counts(3, 1), 6, 2))).isInstanceOf(Verdict.Matches.class);
    }

    @Test
    void nothingAnsweredOrPromisedIsNothingToCompare() {
        assertThat(judge(turns(counts(0, 0), 1, 1))).isEqualTo(new Verdict.NothingToCompare());
        assertThat(judge(run(Method.LEAST_CONN, seen(60, 40), new Expectation.Unknown(), 1, 1)))
                .isEqualTo(new Verdict.NothingToCompare());
    }

    @Test
    void aFailedServerExplainsWhatItMissed() {
        Case run = turns(counts(8_750, 1_250), 3, 1);

        assertThat(reasons(run.with(failed(1, 5_000))))
                .containsExactly(new Reason.ServerFailed(mark(1, 5_000)));
        assertThat(reasons(run.with(failed(1, 400)))).containsExactly(UNEXPLAINED);
        assertThat(reasons(run.with(failed(0, 5_000)))).containsExactly(UNEXPLAINED);
        assertThat(judge(turns(counts(7_500, 2_500), 3, 1).with(failed(1, 5_000))))
                .isInstanceOf(Verdict.Matches.class);
    }

    @Test
    void aServerThatWasOutBeforeExplainsWhatItMissed() {
        LeftOutBefore whole = new LeftOutBefore(1, Optional.empty(), 1_000);
        LeftOutBefore part = new LeftOutBefore(1, Optional.of(NOON), 400);
        Facts never = Facts.none().withLeftOut(List.of(whole));
        Facts late = Facts.none().withLeftOut(List.of(part));

        assertThat(reasons(turns(counts(1_000, 0), 1, 1).with(never)))
                .containsExactly(new Reason.LeftOutBefore(whole));
        assertThat(reasons(turns(counts(700, 300), 1, 1).with(late)))
                .containsExactly(new Reason.LeftOutBefore(part));
        assertThat(reasons(turns(counts(800, 200), 1, 1).with(late))).containsExactly(UNEXPLAINED);
        assertThat(reasons(drawn(Method.RANDOM, counts(1_000, 0), 1, 1).with(never)))
                .containsExactly(new Reason.LeftOutBefore(whole));
        assertThat(judge(turns(counts(500, 500), 1, 1).with(never)))
                .isInstanceOf(Verdict.Matches.class);
    }

    @Test
    void twoServersOfThreeMayHaveBeenOut() {
        LeftOutBefore second = new LeftOutBefore(1, Optional.empty(), 300);
        LeftOutBefore third = new LeftOutBefore(2, Optional.of(NOON), 100);
        LeftOutBefore thirdToo = new LeftOutBefore(2, Optional.empty(), 300);

        assertThat(
                        reasons(
                                turns(counts(300, 0, 0), 1, 1, 1)
                                        .with(Facts.none().withLeftOut(List.of(second, thirdToo)))))
                .containsExactly(
                        new Reason.LeftOutBefore(second), new Reason.LeftOutBefore(thirdToo));
        assertThat(
                        reasons(
                                turns(counts(200, 0, 100), 1, 1, 1)
                                        .with(Facts.none().withLeftOut(List.of(second, third)))))
                .contains(new Reason.LeftOutBefore(second));
    }

    @Test
    void twoServersOfThreeMayFailTogether() {
        Facts both = Facts.none().withFailures(List.of(mark(1, 300), mark(2, 300)));

        assertThat(reasons(turns(counts(300, 0, 0), 1, 1, 1).with(both)))
                .containsExactly(
                        new Reason.ServerFailed(mark(1, 300)),
                        new Reason.ServerFailed(mark(2, 300)));
    }

    /// The only server with a weight is out, and the backup answers.
    @Test
    void aBackupAnswersForAServerThatWasOut() {
        LeftOutBefore out = new LeftOutBefore(0, Optional.empty(), 100);
        Case run =
                run(
                        Method.ROUND_ROBIN,
                        seen(0, 100),
                        new Expectation.Counts(List.of(100.0, 0.0), Expectation.Counts.TURNS),
                        1,
                        1);

        assertThat(reasons(run.with(Facts.none().withLeftOut(List.of(out)))))
                .containsExactly(new Reason.LeftOutBefore(out));
    }

    @Test
    void nothingIsSaidOfAKeysServerThatWasNeverAsked() {
        Facts never =
                Facts.none().withLeftOut(List.of(new LeftOutBefore(1, Optional.empty(), 1_000)));

        assertThat(reasons(drawn(Method.HASH, counts(1_000, 0), 1, 1).with(never)))
                .containsExactly(UNEXPLAINED);
    }

    /// 1,000 requests took turns 3:1, 750 and 250: 200 of them were somebody else's.
    @Test
    void whatOthersGotTheClientDidNot() {
        Facts others = Facts.none().withOthers(List.of(50L, 150L), 0);

        assertThat(reasons(turns(counts(700, 100), 3, 1).with(others)))
                .containsExactly(new Reason.OthersAsked(200, true));
        Facts atLeast = Facts.none().withOthers(List.of(60L, 150L), 10);
        assertThat(reasons(turns(counts(700, 100), 3, 1).with(atLeast)))
                .containsExactly(new Reason.OthersAsked(200, false));
        Facts nobody = Facts.none().withOthers(List.of(50L, 150L), 200);
        assertThat(reasons(turns(counts(700, 100), 3, 1).with(nobody)))
                .containsExactly(UNEXPLAINED);
        assertThat(reasons(turns(counts(680, 120), 3, 1).with(others)))
                .containsExactly(UNEXPLAINED);
        assertThat(reasons(drawn(Method.RANDOM, counts(700, 100), 3, 1).with(others)))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void otherWeightsExplainTheMixtureOfBoth() {
        WeightsChanged change = new WeightsChanged(NOON, List.of(3, 1), 4_000, 50);
        Facts changed = Facts.none().withWeightChanges(List.of(change));

        assertThat(reasons(turns(counts(6_000, 4_000), 1, 1).with(changed)))
                .containsExactly(new Reason.WeightsChanged(change));
        assertThat(reasons(turns(counts(6_010, 3_990), 1, 1).with(changed)))
                .containsExactly(new Reason.WeightsChanged(change));
        assertThat(reasons(turns(counts(9_000, 1_000), 1, 1).with(changed)))
                .containsExactly(UNEXPLAINED);
        assertThat(reasons(turns(counts(4_000, 6_000), 1, 1).with(changed)))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void oneNetworkExplainsThatOneServerGotAll() {
        Facts one = Facts.none().fromNetworks(List.of("127.0.0.0/24"));
        Facts two = Facts.none().fromNetworks(List.of("10.0.0.0/24", "10.0.1.0/24"));

        assertThat(reasons(drawn(Method.IP_HASH, counts(0, 50), 1, 1).with(one)))
                .containsExactly(new Reason.OneNetwork("127.0.0.0/24"));
        assertThat(reasons(drawn(Method.IP_HASH, counts(5, 45), 1, 1).with(one)))
                .containsExactly(UNEXPLAINED);
        assertThat(reasons(drawn(Method.IP_HASH, counts(0, 50), 1, 1).with(two)))
                .containsExactly(UNEXPLAINED);
        assertThat(reasons(drawn(Method.RANDOM, counts(0, 50), 1, 1).with(one)))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void aFrequentKeyExplainsItsOwnServerOnly() {
        KeySkew first = new KeySkew("basket-7", 0.5, 0);
        KeySkew second = new KeySkew("basket-7", 0.5, 1);
        Case hashed = drawn(Method.HASH, counts(752, 248), 1, 1);

        assertThat(reasons(hashed.with(Facts.none().withSkew(first))))
                .containsExactly(new Reason.KeysSkewed(first));
        assertThat(reasons(hashed.with(Facts.none().withSkew(second))))
                .containsExactly(UNEXPLAINED);
        assertThat(
                        reasons(
                                drawn(Method.RANDOM, counts(752, 248), 1, 1)
                                        .with(Facts.none().withSkew(first))))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void retriesExplainAsManyRequestsAndOfTheirServerOnly() {
        Case run = turns(counts(5_100, 4_900), 1, 1);

        assertThat(reasons(run.with(Facts.none().withRetries(List.of(0L, 100L)))))
                .containsExactly(new Reason.Retries(100));
        assertThat(reasons(run.with(Facts.none().withRetries(List.of(100L, 0L)))))
                .containsExactly(UNEXPLAINED);
        assertThat(reasons(run.with(Facts.none().withRetries(List.of(0L, 20L)))))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void workersWithoutAZoneExplainATurnEach() {
        Case run = turns(counts(5_006, 4_994), 1, 1);

        assertThat(reasons(run.with(Facts.none().withWorkers(4, false))))
                .containsExactly(new Reason.SeveralWorkers(4));
        assertThat(reasons(run.with(Facts.none().withWorkers(4, true))))
                .containsExactly(UNEXPLAINED);
        assertThat(
                        reasons(
                                turns(counts(5_040, 4_960), 1, 1)
                                        .with(Facts.none().withWorkers(4, false))))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void aReloadExplainsTurnsBegunAnew() {
        Facts reloaded = Facts.none().withReloads(1);

        assertThat(reasons(turns(counts(5_003, 4_997), 1, 1).with(reloaded)))
                .containsExactly(new Reason.Reloaded(1));
        assertThat(reasons(turns(counts(5_030, 4_970), 1, 1).with(reloaded)))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void requestsWithoutAnAnswerTookTheirTurns() {
        assertThat(reasons(turns(counts(500, 490), 1, 1).with(Facts.none().withFailedRequests(10))))
                .containsExactly(new Reason.RequestsFailed(10));
        assertThat(reasons(turns(counts(500, 450), 1, 1).with(Facts.none().withFailedRequests(10))))
                .containsExactly(UNEXPLAINED);
    }

    @Test
    void whatNoFactExplainsAloneAFewMayTogether() {
        Facts all = failed(1, 2_000).withRetries(List.of(0L, 300L)).withReloads(1);

        assertThat(reasons(turns(counts(6_250, 3_750), 1, 1).with(all)))
                .containsExactly(new Reason.ServerFailed(mark(1, 2_000)), new Reason.Retries(300));
    }

    @Test
    void drawnSharesAreTested() {
        assertThat(judge(drawn(Method.RANDOM, counts(7_520, 2_480), 3, 1)))
                .isInstanceOfSatisfying(
                        Verdict.Matches.class,
                        matches ->
                                assertThat(matches.evidence().fit().pValue())
                                        .isBetween(0.64, 0.65));
        assertThat(reasons(drawn(Method.RANDOM, counts(7_700, 2_300), 3, 1)))
                .containsExactly(UNEXPLAINED);
        assertThat(judge(drawn(Method.RANDOM, counts(4, 3), 1, 1)))
                .isEqualTo(new Verdict.TooFew(7, 8));
    }

    @Test
    void oneAnswerOfAServerThatMustGetNothingIsEnough() {
        assertThat(reasons(drawn(Method.RANDOM, counts(4, 3, 1), 1, 1, 0)))
                .containsExactly(UNEXPLAINED);
        assertThat(
                        reasons(
                                drawn(Method.RANDOM, counts(400, 300, 1), 4, 3, 0)
                                        .with(Facts.none().withRetries(List.of(1L, 0L, 0L)))))
                .containsExactly(new Reason.Retries(1));
    }

    @Test
    void turnsWhereChanceIsExpectedAreSeenInTheOrder() {
        List<Integer> turns = IntStream.range(0, 100).mapToObj(i -> i % 2).toList();
        Case run = drawn(Method.RANDOM, counts(50, 50), 1, 1);
        Case ordered =
                new Case(
                        run.method(),
                        run.weights(),
                        run.seen().inOrder(turns),
                        run.expected(),
                        run.facts());

        assertThat(judge(run)).isInstanceOf(Verdict.Matches.class);
        assertThat(reasons(ordered))
                .singleElement()
                .isInstanceOfSatisfying(
                        Reason.OrderNotByChance.class,
                        order -> assertThat(order.test().runs()).isEqualTo(100));
    }

    /// Counts and order are tested at half the level each.
    @Test
    void aRunAtRandomIsSeldomCalledDifferent() {
        SplittableRandom random = new SplittableRandom(5);
        int different = 0;
        for (int i = 0; i < 5_000; i++) {
            List<Integer> picks =
                    IntStream.range(0, 200).mapToObj(_ -> random.nextInt(4) < 3 ? 0 : 1).toList();
            long first = picks.stream().filter(pick -> pick == 0).count();
            Case run =
                    run(
                            Method.RANDOM,
                            seen(first, 200 - first).inOrder(picks),
                            new Expectation.Shares(List.of(3.0, 1.0)),
                            3,
                            1);
            different += judge(run) instanceof Verdict.Differs ? 1 : 0;
        }

        // Once in a thousand times, 1 % of 5,000 are more than 72.
        assertThat(different).isBetween(5, 72);
    }

    @Test
    void aForecastIsComparedPickByPick() {
        Expectation forecast = new Expectation.Sequence(List.of(0, 0, 1, 0, 0, 0, 1, 0));
        Case same =
                run(
                        Method.ROUND_ROBIN,
                        seen(6, 2).inOrder(List.of(0, 0, 1, 0, 0, 0, 1, 0)),
                        forecast,
                        3,
                        1);
        Case other =
                run(
                        Method.ROUND_ROBIN,
                        seen(6, 2).inOrder(List.of(0, 0, 0, 1, 0, 0, 1, 0)),
                        forecast,
                        3,
                        1);

        assertThat(judge(same)).isInstanceOf(Verdict.Matches.class);
        assertThat(reasons(other)).containsExactly(UNEXPLAINED);
        assertThat(((Verdict.Differs) judge(other)).evidence().forecast().orElseThrow().first())
                .hasValue(2);
        assertThat(reasons(other.with(Facts.none().withWorkers(2, false))))
                .containsExactly(new Reason.SeveralWorkers(2));
    }

    @Test
    void clientsThatStayAndAreSpreadMatch() {
        assertThat(judge(sticky(spread(30, 34)))).isInstanceOf(Verdict.Matches.class);
        assertThat(reasons(sticky(spread(60, 4))))
                .containsExactly(new Reason.NetworksUneven(0, 60, 32));
        assertThat(reasons(sticky(spread(60, 4)).with(failed(1, 100))))
                .containsExactly(new Reason.ServerFailed(mark(1, 100)));
    }

    /// With nginx's arithmetic done beforehand no spread is odd, and no client may be elsewhere.
    @Test
    void clientsAreHeldAgainstTheHomesOfTheirAddresses() {
        Map<String, List<Long>> uneven = spread(60, 4);
        Map<String, Integer> homes =
                uneven.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        c -> c.getValue().getFirst() > 0 ? 0 : 1));
        Map<String, Integer> others = new java.util.HashMap<>(homes);
        others.put("10.0.3.1", 1);
        Case run = sticky(uneven);

        assertThat(judge(with(run, homes))).isInstanceOf(Verdict.Matches.class);
        assertThat(reasons(with(run, others))).containsExactly(new Reason.ClientsElsewhere(1, 64));
    }

    @Test
    void keysAreHeldAgainstTheirForecastAndTheMostFrequentOneIsNamed() {
        KeySkew skew = new KeySkew("/products/1", 0.8, 0);
        Case run =
                run(
                        Method.HASH,
                        seen(900, 100),
                        new Expectation.Keyed(List.of(900.0, 100.0), 0, List.of(1.0, 1.0), 41),
                        1,
                        1);
        Case other =
                run(
                        Method.HASH,
                        seen(899, 101),
                        new Expectation.Keyed(List.of(900.0, 100.0), 0, List.of(1.0, 1.0), 41),
                        1,
                        1);

        assertThat(judge(run)).isInstanceOf(Verdict.Matches.class);
        assertThat(reasons(run.with(Facts.none().withSkew(skew))))
                .containsExactly(new Reason.KeysSkewed(skew));
        assertThat(reasons(other.with(Facts.none().withSkew(skew)))).containsExactly(UNEXPLAINED);
        assertThat(reasons(other.with(failed(0, 5))))
                .containsExactly(new Reason.ServerFailed(mark(0, 5)));
        assertThat(reasons(other.with(Facts.none().withRetries(List.of(1L, 0L)))))
                .containsExactly(new Reason.Retries(1));
    }

    private static Case with(Case run, Map<String, Integer> homes) {
        return new Case(
                run.method(),
                run.weights(),
                run.seen(),
                new Expectation.OneServerPerClient(List.of(0.5, 0.5), homes),
                run.facts());
    }

    @Test
    void manyAddressesOfOneNetworkAreOneClient() {
        assertThat(
                        reasons(
                                sticky(
                                        Map.of(
                                                "10.1.2.3", List.of(9L, 0L),
                                                "10.1.2.4", List.of(5L, 0L)))))
                .containsExactly(new Reason.OneNetwork("10.1.2.0/24"));
    }

    @Test
    void aClientMovesWhenItsServerFailsOnly() {
        Case moved = sticky(Map.of("10.0.1.1", List.of(5L, 5L), "10.0.2.1", List.of(7L, 0L)));

        assertThat(reasons(moved)).containsExactly(new Reason.ClientsMoved(1, 2));
        assertThat(reasons(moved.with(failed(1, 10))))
                .containsExactly(new Reason.ServerFailed(mark(1, 10)));
        assertThat(reasons(moved.with(Facts.none().withReloads(1))))
                .containsExactly(new Reason.ClientsMoved(1, 2));
        assertThat(reasons(moved.with(Facts.none().withRetries(List.of(0L, 5L)))))
                .containsExactly(new Reason.Retries(5));
        assertThat(reasons(moved.with(Facts.none().withRetries(List.of(0L, 4L)))))
                .containsExactly(new Reason.ClientsMoved(1, 2));
    }

    @Test
    void theEvidenceShowsTheTestThatWasUsed() {
        Verdict.Matches matches = (Verdict.Matches) judge(drawn(Method.RANDOM, counts(5, 4), 1, 1));

        assertThat(matches.evidence().fit().kind()).isEqualTo(GoodnessOfFit.Kind.EXACT);
        assertThat(matches.evidence().expected()).containsExactly(4.5, 4.5);
        assertThat(matches.evidence().intervals()).hasSize(2);
    }

    private static Verdict judge(Case run) {
        return Judge.judge(run);
    }

    private static List<Reason> reasons(Case run) {
        assertThat(judge(run)).isInstanceOf(Verdict.Differs.class);
        return ((Verdict.Differs) judge(run)).reasons();
    }

    private static MarkedFailed mark(int server, long meanwhile) {
        return new MarkedFailed(server, NOON, NOON.plusSeconds(31), meanwhile);
    }

    private static Facts failed(int server, long meanwhile) {
        return Facts.none().withFailures(List.of(mark(server, meanwhile)));
    }

    private static long[] counts(long... counts) {
        return counts;
    }

    private static Observation seen(long... counts) {
        return Observation.of(
                IntStream.rangeClosed(1, counts.length).mapToObj(i -> "app" + i).toList(),
                LongStream.of(counts).boxed().toList());
    }

    private static Case turns(long[] counts, int... weights) {
        double total = IntStream.of(weights).sum();
        long answered = LongStream.of(counts).sum();
        return run(
                Method.ROUND_ROBIN,
                seen(counts),
                new Expectation.Counts(
                        IntStream.of(weights).mapToObj(w -> answered * w / total).toList(),
                        Expectation.Counts.TURNS),
                weights);
    }

    private static Case drawn(Method method, long[] counts, int... weights) {
        return run(
                method,
                seen(counts),
                new Expectation.Shares(IntStream.of(weights).mapToObj(w -> (double) w).toList()),
                weights);
    }

    private static Case sticky(Map<String, List<Long>> clients) {
        long first = clients.values().stream().mapToLong(List::getFirst).sum();
        long second = clients.values().stream().mapToLong(List::getLast).sum();
        return run(
                Method.IP_HASH,
                seen(first, second).byClients(clients),
                new Expectation.OneServerPerClient(List.of(0.5, 0.5)),
                1,
                1);
    }

    private static Map<String, List<Long>> spread(int first, int second) {
        return IntStream.range(0, first + second)
                .boxed()
                .collect(
                        Collectors.toMap(
                                i -> "10.0." + i + ".1",
                                i -> i < first ? List.of(10L, 0L) : List.of(0L, 10L)));
    }

    private static Case run(Method method, Observation seen, Expectation expected, int... weights) {
        return new Case(
                method, IntStream.of(weights).boxed().toList(), seen, expected, Facts.none());
    }
}
