package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.nginx.Balancing;
import io.lblab.nginx.Workers;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Server.Mode;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BalancingOptionsTest {

    private static final Server APP1 = Server.of("app1", "127.0.0.1", 9001);
    private static final Server APP2 = Server.of("app2", "127.0.0.1", 9002);
    private static final Balancing LIVE =
            new Balancing(
                    new Upstream(
                            "app_backend", new Strategy.RoundRobin(), List.of(APP1, APP2), 128),
                    new Workers("auto"));

    @Test
    void whatIsNotNamedStays() {
        assertThat(parsed().isEmpty()).isTrue();
        assertThat(parsed().of(LIVE)).isEqualTo(LIVE);
    }

    @Test
    void everyParameterOfAServerCanBeNamed() {
        Balancing changed =
                parsed(
                                "--server",
                                "app1:max_fails=1,fail_timeout=1m30s,max_conns=10,weight=4",
                                "--server",
                                "app2:backup")
                        .of(LIVE);

        assertThat(changed.upstream().servers())
                .containsExactly(
                        APP1.withFailures(1, 90).withMaxConns(10).withWeight(4),
                        APP2.withMode(Mode.BACKUP));
    }

    @Test
    void zoneKeepaliveAndWorkersCanBeNamed() {
        Balancing changed = parsed("--no-zone", "--keepalive=7", "--workers", "2").of(LIVE);

        assertThat(changed.upstream().zone()).isFalse();
        assertThat(changed.upstream().keepalive()).isEqualTo(7);
        assertThat(changed.workers()).isEqualTo(new Workers("2"));
        assertThat(parsed("--zone").of(changed).upstream().zone()).isTrue();
    }

    /// Taken one after the other, the first of each would be refused on the way.
    @Test
    void changesAreMadeTogether() {
        Balancing backup = parsed("--server=app2:backup").of(LIVE);

        Balancing hashed =
                parsed("--strategy=hash $uri consistent", "--server=app2:down").of(backup);
        assertThat(hashed.upstream().strategy()).isEqualTo(new Strategy.Hash("$uri", true));
        assertThat(hashed.upstream().servers().get(1).mode()).isEqualTo(Mode.DOWN);

        Balancing back = parsed("--server=app2:backup", "--strategy=least_conn").of(hashed);
        assertThat(back.upstream().servers().get(1).mode()).isEqualTo(Mode.BACKUP);
    }

    @Test
    void whatNginxRefusesIsRefusedHere() {
        assertThatThrownBy(() -> parsed("--strategy=random", "--server=app2:backup").of(LIVE))
                .isInstanceOf(InvalidUpstreamException.class)
                .hasMessageStartingWith("nginx takes no backup servers with random");
        assertThatThrownBy(() -> parsed("--server=app2:drain").of(LIVE))
                .hasMessageStartingWith("Only a sticky strategy can drain a server");
        assertThatThrownBy(() -> parsed("--server=app1:backup", "--server=app2:backup").of(LIVE))
                .hasMessageStartingWith("An upstream of backups only is refused by nginx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app2|--server \"app2\" says nothing to change",
                "app2:|says nothing to change",
                ":down|says nothing to change",
                "app9:down|There is no server \"app9\": the servers are app1, app2.",
                "app2:asleep|\"asleep\" is no parameter of a server: use weight=N,",
                "app2:slow_start=3s|\"slow_start=3s\" is no parameter of a server",
                "app2:weight=0|Weight 0 of app2 is not between 1 and 1000.",
                "app2:max_fails=-1|max_fails \"-1\" of app2 is no whole number",
                "app2:max_fails=1001|max_fails 1001 of app2 is not between 0 and 1000.",
                "app2:max_conns=ten|max_conns \"ten\" of app2 is no whole number",
                "app2:fail_timeout=500ms|fail_timeout \"500ms\" of app2 is no time in whole seconds",
                "app2:fail_timeout=|fail_timeout \"\" of app2 is no time in whole seconds",
                "app2:fail_timeout=2d|fail_timeout 172800 of app2 is not between 0 and 86400",
                "app2:down,|\"\" is no parameter of a server",
                "app2:down; }|\"down; }\" is no parameter of a server",
            })
    void whatCannotBeUsedIsSaidInASentence(String typed, String says) {
        assertThatThrownBy(() -> parsed("--server", typed).of(LIVE))
                .isInstanceOf(InvalidUpstreamException.class)
                .hasMessageContaining(says)
                .hasMessageEndingWith(".");
    }

    private static BalancingOptions parsed(String... args) {
        BalancingOptions options = new BalancingOptions();
        new CommandLine(
                        CommandLine.Model.CommandSpec.create()
                                .addMixin(
                                        "o",
                                        CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
                .parseArgs(args);
        return options;
    }
}
