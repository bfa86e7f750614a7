package io.lblab.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private final Upstream upstream =
            new Upstream(
                    "app_backend",
                    new Strategy.RoundRobin(),
                    List.of(Server.of("app1", "app1", 8000), Server.of("app2", "app2", 8000)),
                    32);

    @Test
    void sharesFollowTheWeights() {
        Upstream weighted = upstream.withWeights(Map.of("app1", 3));

        assertThat(weighted.servers()).extracting(weighted::share).containsExactly(0.75, 0.25);
    }

    @Test
    void aWeightForAnUnknownServerNamesTheServersThereAre() {
        assertThatThrownBy(() -> upstream.withWeights(Map.of("app9", 3)))
                .isInstanceOf(InvalidUpstreamException.class)
                .hasMessage("There is no server \"app9\": the servers are app1, app2.");
    }

    @Test
    void weightsOutOfRangeAreRefusedInWords() {
        for (int weight : new int[] {0, -1, 1_001, 1_000_000_000}) {
            assertThatThrownBy(() -> upstream.withWeights(Map.of("app1", weight)))
                    .hasMessage("Weight " + weight + " of app1 is not between 1 and 1000.");
        }
    }

    @Test
    void namesThatWouldBreakOutOfTheConfigurationAreRefused() {
        for (String name : List.of("", "a b", "a;b", "a{", "a\nb", "ü", "\"", "9a", "a$b")) {
            assertThatThrownBy(() -> Server.of(name, "app1", 8000))
                    .isInstanceOf(InvalidUpstreamException.class);
        }
        for (String host : List.of("", "app1:80", "a;b", "unix:/x", "a b", "ü", "-a")) {
            assertThatThrownBy(() -> Server.of("app1", host, 8000))
                    .isInstanceOf(InvalidUpstreamException.class);
        }
    }

    @Test
    void aServerStandsOnlyOnce() {
        Server app1 = Server.of("app1", "app1", 8000);

        assertThatThrownBy(() -> new Upstream("u", new Strategy.IpHash(), List.of(app1, app1), 32))
                .hasMessage("Server app1 stands twice in the upstream.");
    }

    @Test
    void anUnknownStrategyNamesThoseThereAre() {
        assertThatThrownBy(() -> Strategy.ofId("fastest"))
                .hasMessage(
                        "Unknown strategy \"fastest\": use round-robin, least_conn, ip_hash, \"hash KEY\","
                                + " \"hash KEY consistent\", random or \"random two\".");
    }

    @Test
    void everyStrategyIsFoundByItsName() {
        for (Strategy strategy :
                List.of(
                        new Strategy.RoundRobin(),
                        new Strategy.LeastConn(),
                        new Strategy.IpHash(),
                        new Strategy.Hash("$request_uri", false),
                        new Strategy.Hash("$host:$arg_user/x", true),
                        new Strategy.Random(),
                        new Strategy.RandomTwo(),
                        new Strategy.LeastTime(true, true),
                        new Strategy.LeastTime(false, false),
                        new Strategy.StickyCookie("srv"),
                        new Strategy.StickyRoute("jsessionid"),
                        new Strategy.StickyLearn("sid"))) {
            assertThat(Strategy.ofId(strategy.id())).isEqualTo(strategy);
            assertThat(strategy.kind()).doesNotContain(" ");
        }
    }

    @Test
    void hashKeysThatCouldEndAStringOrStopNginxAreRefused() {
        for (String key :
                List.of(
                        "", "a;b", "a b", "a{", "}", "\"", "'", "\\", "a\nb", "ü", "$", "${uri}",
                        "#")) {
            assertThatThrownBy(() -> new Strategy.Hash(key, true))
                    .isInstanceOf(InvalidUpstreamException.class)
                    .hasMessageStartingWith("Hash key \"");
        }
        for (String key : List.of("$nosuchvar", "$uri_x", "$upstream_addr", "$arg_")) {
            assertThatThrownBy(() -> new Strategy.Hash(key, true))
                    .hasMessageContaining("which the lab doesn't know");
        }
    }

    @Test
    void combinationsThatNginxRefusesAreRefusedInWords() {
        List<Server> withBackup =
                List.of(
                        Server.of("app1", "app1", 8000),
                        Server.of("app2", "app2", 8000).withMode(Server.Mode.BACKUP));
        for (String id : List.of("ip_hash", "hash $uri", "hash $uri consistent", "random")) {
            Upstream plain = upstream.withStrategy(Strategy.ofId(id));
            assertThatThrownBy(() -> plain.withServers(withBackup))
                    .hasMessageStartingWith("nginx takes no backup servers with " + id)
                    .hasMessageContaining("app2");
        }
        assertThat(upstream.withServers(withBackup).servers()).isEqualTo(withBackup);
        assertThatThrownBy(() -> upstream.withServers(withBackup.subList(1, 2)))
                .hasMessageStartingWith("An upstream of backups only is refused by nginx");
        assertThatThrownBy(() ->
                        upstream.withServers(
                                List.of(withBackup.getFirst().withMode(Server.Mode.DRAIN))))
                .hasMessageStartingWith("Only a sticky strategy can drain a server");
    }
}
