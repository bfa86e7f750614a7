package io.lblab.traffic.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ListenersSnapshot.Held;
import io.lblab.traffic.listen.ListenersSnapshot.State;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenersTest {

    private SmallShop shop;

    @BeforeEach
    void start() throws Exception {
        shop = new SmallShop();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void eachListenerIsHeldByAnInstanceAndHearsEveryEvent() throws Exception {
        try (Listeners all = open(6)) {
            shop.say(
                    "event: stock\ndata: {\"product_id\":1,\"stock\":9}\n\n: quiet\n\ndata: x\n\n");
            await().until(() -> all.snapshot().events() == 12);

            ListenersSnapshot now = all.snapshot();
            assertThat(now.open()).isEqualTo(6);
            assertThat(now.instances())
                    .containsExactly(
                            Map.entry("1", new Held(3, 6)), Map.entry("2", new Held(3, 6)));
            assertThat(now.listeners())
                    .allSatisfy(one -> {
                        assertThat(one.state()).isEqualTo(State.OPEN);
                        assertThat(one.events()).isEqualTo(2);
                        assertThat(one.reconnects()).isZero();
                    });
            assertThat(now.breaks()).isEmpty();
            await().until(() -> all.snapshot().eventsPerSecond() == 12);
        }
    }

    @Test
    void eachComesFromItsAddressOfThePoolAndRoundAgain() throws Exception {
        ClientPool pool = ClientPools.local(4, 3);
        try (Listeners all = Listeners.open(plan(8, pool, Optional.empty()))) {
            assertThat(all.awaitAllOpen(Duration.ofSeconds(10))).isTrue();

            assertThat(shop.sources())
                    .hasSize(8)
                    .containsOnly(pool.addresses().toArray(String[]::new));
            assertThat(all.snapshot().listeners().stream().map(Heard::client).limit(4).toList())
                    .isEqualTo(pool.addresses());
        }
    }

    @Test
    void aForwardedClientStandsInTheHeader() throws Exception {
        ClientPool pool = ClientPools.forwardedIpv6(2, 3);
        try (Listeners all = Listeners.open(plan(2, pool, Optional.empty()))) {
            assertThat(all.awaitAllOpen(Duration.ofSeconds(10))).isTrue();

            assertThat(shop.headers("X-Forwarded-For"))
                    .containsExactlyInAnyOrderElementsOf(pool.addresses());
        }
    }

    @Test
    void aListenerComesBackAfterTheTimeThatItWasToldWithTheLastId() throws Exception {
        try (Listeners all = open(2)) {
            shop.say("retry: 150\nid: 41\ndata: x\n\n");
            await().until(() -> all.snapshot().events() == 2);
            long ended = System.nanoTime();

            shop.endStreams();
            await().until(() -> all.snapshot().reconnects() == 2);

            assertThat(Duration.ofNanos(System.nanoTime() - ended))
                    .isBetween(Duration.ofMillis(150), Duration.ofSeconds(2));
            assertThat(shop.headers("Last-Event-ID")).containsExactly("41", "41");
            assertThat(all.snapshot().breaks()).containsExactly(Map.entry("stream ended", 2L));
        }
    }

    @Test
    void aFarewellIsNoEventAndIsNamedAsTheReason() throws Exception {
        try (Listeners all = open(1)) {
            shop.say("retry: 20\nevent: bye\ndata: {\"instance\":\"1\"}\n\n");
            shop.endStreams();
            await().until(() -> all.snapshot().reconnects() == 1);

            assertThat(all.snapshot().events()).isZero();
            assertThat(all.snapshot().breaks())
                    .containsExactly(Map.entry("the instance said farewell", 1L));
        }
    }

    @Test
    void refusalsAreCountedByWordsAndTriedAgain() throws Exception {
        shop.refuse(502, 1);
        try (Listeners all = open(1)) {
            assertThat(all.snapshot().breaks()).containsExactly(Map.entry("status 502", 1L));
            assertThat(all.snapshot().listeners().getFirst().reconnects()).isZero();
        }
    }

    @Test
    void anAnswerThatIsNoStreamIsSaid() {
        shop.answerPlainly();
        try (Listeners all = Listeners.open(plan(1, ClientPools.thisMachine(), Optional.empty()))) {
            await().until(() ->
                    all.snapshot().breaks().containsKey("the answer is no event stream"));
        }
    }

    @Test
    void noContentEndsAListener() {
        shop.refuse(204, 1);
        try (Listeners all = Listeners.open(plan(1, ClientPools.thisMachine(), Optional.empty()))) {
            await().until(() -> all.snapshot().listeners().getFirst().state() == State.ENDED);

            assertThat(all.snapshot().breaks())
                    .containsExactly(Map.entry("status 204: nothing to listen to", 1L));
        }
    }

    @Test
    void anAnswerThatNeverComesAndAStreamThatFallsSilentAreGivenUp() throws Exception {
        shop.say("retry: 20\n\n");
        ListenPlan impatient =
                new ListenPlan(
                        shop.base(),
                        1,
                        ClientPools.thisMachine(),
                        Duration.ofMillis(300),
                        Duration.ofMillis(300),
                        Optional.empty());
        try (Listeners all = Listeners.open(impatient)) {
            assertThat(all.awaitAllOpen(Duration.ofSeconds(10))).isTrue();
            shop.say("retry: 20\n\n");
            await().until(() -> all.snapshot().breaks().containsKey("silent for too long"));
            shop.neverAnswer();
            shop.endStreams();
            await().until(() -> all.snapshot().breaks().containsKey("timed out after 0.3 s"));
        }
    }

    @Test
    void aProbeIsMatchedByItsProductAndStockOnly() throws Exception {
        try (Listeners all = Listeners.open(plan(5, ClientPools.thisMachine(), probe()))) {
            await().until(() -> all.snapshot().probes().published() >= 3);
            shop.say("event: stock\ndata: {\"product_id\":9,\"stock\":1}\n\n");
            shop.say("event: stock\ndata: {\"product_id\":1,\"stock\":52}\n\n");
            shop.say("event: stock\ndata: no json\n\n");
            all.endProbing();
            await().until(() -> all.snapshot().events() == 5L * (shop.puts() + 3));

            var found = all.snapshot().probes();
            assertThat(found.published()).isEqualTo(shop.puts());
            assertThat(found.receipts()).isEqualTo(5L * shop.puts());
            assertThat(found.missed()).isZero();
            assertThat(found.away()).isZero();
            assertThat(found.failures()).isEmpty();
            assertThat(found.p50Millis()).isBetween(0.0, found.maxMillis());
            assertThat(all.snapshot().listeners())
                    .allSatisfy(one -> assertThat(one.probesHeard()).isEqualTo(shop.puts()));
            assertThat(shop.stock()).isEqualTo(SmallShop.STOCK);
        }
    }

    @Test
    void latencyRunsFromTheSendingToTheReceipt() throws Exception {
        shop.publishAfter(Duration.ofMillis(80));
        try (Listeners all = Listeners.open(plan(3, ClientPools.thisMachine(), probe()))) {
            await().until(() -> all.snapshot().probes().receipts() >= 9);

            assertThat(all.snapshot().probes().p50Millis()).isBetween(80.0, 500.0);
        }
    }

    @Test
    void whoMissesAProbeIsSaid() throws Exception {
        shop.forgetListener(1);
        try (Listeners all = Listeners.open(plan(3, ClientPools.thisMachine(), probe()))) {
            await().until(() -> all.snapshot().probes().missed() >= 2);

            assertThat(all.snapshot().missing()).hasSize(1);
            assertThat(all.snapshot().missing().getFirst().probesHeard()).isZero();
        }
    }

    @Test
    void whatWasBoughtMeanwhileStaysBought() throws Exception {
        try (Listeners all = Listeners.open(plan(1, ClientPools.thisMachine(), probe()))) {
            await().until(() -> all.snapshot().probes().published() >= 2);
            shop.buy(7);
        }

        assertThat(shop.stock()).isEqualTo(SmallShop.STOCK - 7);
    }

    @Test
    void aPublisherThatIsDownIsCountedAndTheNextOneAsked() throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + SmallShop.freePort());
        ProbePlan probe =
                new ProbePlan(
                        List.of(nobody, shop.base()),
                        Map.of(),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(2));
        try (Listeners all =
                Listeners.open(plan(2, ClientPools.thisMachine(), Optional.of(probe)))) {
            await().until(() -> all.snapshot().probes().published() >= 2);

            assertThat(all.snapshot().probes().failures()).containsOnlyKeys("connection refused");
            assertThat(all.snapshot().probes().missed()).isZero();
        }
        assertThat(shop.stock()).isEqualTo(SmallShop.STOCK);
    }

    @Test
    void closingEndsEveryConnection() throws Exception {
        Listeners all = open(20);

        all.close();

        await().until(() -> shop.openStreams() == 0);
        assertThat(all.snapshot().listeners()).allMatch(one -> one.state() == State.ENDED);
        assertThat(all.snapshot().breaks()).isEmpty();
    }

    @Test
    void aPlanThatCannotBeKeptIsRefusedInOneSentence() {
        assertThatThrownBy(() -> plan(2_001, ClientPools.thisMachine(), Optional.empty()))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("The number of listeners, 2001, is not between 1 and 2000.");
    }

    private Optional<ProbePlan> probe() {
        return Optional.of(
                new ProbePlan(
                        List.of(shop.base()),
                        Map.of(),
                        Duration.ofMillis(20),
                        Duration.ofMillis(300)));
    }

    private Listeners open(int count) throws InterruptedException {
        Listeners all = Listeners.open(plan(count, ClientPools.thisMachine(), Optional.empty()));
        assertThat(all.awaitAllOpen(Duration.ofSeconds(10))).isTrue();
        return all;
    }

    private ListenPlan plan(int count, ClientPool pool, Optional<ProbePlan> probe) {
        return new ListenPlan(shop.base(), count, pool, probe);
    }
}
