package io.lblab.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import io.lblab.upstream.WrittenUpstream.Method;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamReaderTest {

    private static WrittenUpstream body(String body) throws NginxException {
        return UpstreamReader.read("upstream u {\n" + body + "\n}\n");
    }

    @Test
    void everyParameterIsRead() throws NginxException {
        WrittenUpstream upstream =
                body(
                        """
                        # a comment; with { signs }
                        hash "$arg_a;b" consistent;
                        zone u 64k; keepalive 16; keepalive_timeout 60s;
                        server 127.0.0.1:9001 weight=007 weight=3 max_fails=0 fail_timeout=1m30s max_conns=5; # app1
                        server "app2" 'down' ;server
                            [::1]:80
                            "fail_timeout=1h 30m";
                        server unix:/run/a.sock;\
                        """);

        assertThat(upstream)
                .isEqualTo(
                        new WrittenUpstream(
                                "u",
                                Method.HASH_CONSISTENT,
                                "$arg_a;b",
                                "",
                                upstream.servers(),
                                16,
                                true));
        assertThat(upstream.servers())
                .containsExactly(
                        new WrittenServer(
                                "127.0.0.1:9001", 3, 0, 90, 5, false, false, false, "app1"),
                        new WrittenServer("app2", 1, 1, 10, 0, false, true, false, ""),
                        new WrittenServer("[::1]:80", 1, 1, 5400, 0, false, false, false, ""),
                        new WrittenServer(
                                "unix:/run/a.sock", 1, 1, 10, 0, false, false, false, ""));
        assertThat(upstream.servers())
                .extracting(WrittenServer::address)
                .containsExactly("127.0.0.1:9001", "app2:80", "[::1]:80", "unix:/run/a.sock");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server a;|ROUND_ROBIN",
                "least_conn; server a;|LEAST_CONN",
                "server a; ip_hash;|IP_HASH",
                "hash ${uri}x; server a;|HASH",
                "hash $uri consistent; server a;|HASH_CONSISTENT",
                "random; server a;|RANDOM",
                "random two; server a;|RANDOM_TWO",
                "random two least_conn; server a;|RANDOM_TWO",
                "least_time last_byte inflight; server a;|LEAST_TIME_LAST_BYTE_INFLIGHT",
                "ip_hash; least_conn; server a;|LEAST_CONN",
            })
    void everyMethodIsRead(String body, Method method) throws NginxException {
        assertThat(body(body).method()).isEqualTo(method);
    }

    @Test
    void aMethodBelowTheServersTakesBackups() throws NginxException {
        assertThat(body("server a; server b backup; ip_hash;").servers().get(1).backup()).isTrue();
        assertThatThrownBy(() -> body("ip_hash; server a; server b backup;"))
                .hasMessage(
                        "Line 2: the method ip_hash takes no backup servers: remove \"backup\", or"
                                + " choose round-robin or least_conn.");
    }

    /// What `nginx -t` refuses, each line tried with nginx 1.22.1.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "server 127.0.0.1:;|no port",
                "server :80;|no host",
                "server \"\";|no host",
                "server unix:;|no path",
                "server [::1;|bracket",
                "server [::1]80;|no port",
                "server ::1;|no host",
                "server a:0;|no port",
                "server a:65536;|no port",
                "server a:http;|no port",
                "server a:9001-9003;|no port",
                "server http://a:1;|without a scheme",
                "server a/;|without a scheme",
                "server a?x;|without a scheme",
                "server a weight=0;|\"weight=0\" is refused",
                "server a weight=-1;|no whole number",
                "server a weight=1.5;|no whole number",
                "server a weight=;|no whole number",
                "server a weight=1 weight=0;|is refused",
                "server a max_conns=-1;|no whole number",
                "server a fail_timeout=500ms;|no time",
                "server a fail_timeout=1s1m;|no time",
                "server a fail_timeout=;|no time",
                "server a slow_start=30s;|no parameter \"slow_start\"",
                "server a down=1;|no parameter \"down\"",
                "server a b c;|\"b\" is no parameter",
                "server;|needs an address",
                "server a { }|not ended",
                "server a;;|expects no \";\"",
                "server \"a\"weight=2;|blank is missing",
                "server \"a;|never closed",
                "server a|expects no \"}\"",
                "hash $x consistent foo; server a;|followed by a key",
                "hash; server a;|followed by a key",
                "hash $x consistant; server a;|use consistent",
                "hash $x{; server a;|is not ended",
                "random three; server a;|use two",
                "random two least_time; server a;|only least_conn",
                "ip_hash foo; server a;|no parameter",
                "zone; server a;|a name and a size",
                "queue 10; server a;|no directive \"queue\"",
                "|no server stands",
                "server a backup;|are backups",
                "server a backup down;|are backups",
            })
    void whatNginxRefusesIsRefusedInASentence(String body, String says) {
        assertThatThrownBy(() -> body(body == null ? "" : body))
                .isInstanceOf(NginxException.class)
                .hasMessageStartingWith("Line ")
                .hasMessageContaining(says)
                .hasMessageEndingWith(".");
    }

    @Test
    void theLineIsThatOfTheMistake() {
        assertThatThrownBy(() -> body("# one\nserver a;\nserver \"b\nc\" weight=x;"))
                .hasMessage("Line 5: \"weight=x\" is no whole number.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "server a;",
                "upstream { server a; }",
                "upstream a b { server a; }",
                "upstream a { server a; } upstream b { server b; }",
                "upstream a { server a; ",
                "upstream a { server a; } }",
                "\uFEFFupstream a { server a; }",
                "http { upstream a { server a; } }",
            })
    void aTextThatIsNotOneBlockIsRefused(String text) {
        assertThatThrownBy(() -> UpstreamReader.read(text))
                .isInstanceOf(NginxException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void timesAreReadAsNginxReadsThem() {
        assertThat(NginxTime.seconds("1m30s")).hasValue(90);
        assertThat(NginxTime.seconds("1h 30m")).hasValue(5400);
        assertThat(NginxTime.seconds("1y2M3w4d")).hasValue((365 + 60 + 21 + 4) * 86_400L);
        assertThat(NginxTime.seconds("1m30")).hasValue(90);
        for (String wrong : new String[] {"", "m", "1s1s", "1s1m", "5ms", "1.5s", "-1", "abc"}) {
            assertThat(NginxTime.seconds(wrong)).as(wrong).isEqualTo(OptionalLong.empty());
        }
    }
}
