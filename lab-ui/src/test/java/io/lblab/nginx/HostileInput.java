package io.lblab.nginx;

import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.List;
import java.util.Random;

/// What somebody might type who wants to write into nginx.conf.
final class HostileInput {

    private HostileInput() {}

    /// An upstream with a hostile text in one place or more.
    ///
    /// @throws InvalidUpstreamException when the lab refuses it
    static Upstream upstream(Random random) {
        String text = text(random);
        Strategy strategy =
                switch (random.nextInt(5)) {
                    case 0 -> new Strategy.Hash(text, random.nextBoolean());
                    case 1 -> new Strategy.StickyCookie(text);
                    case 2 -> new Strategy.StickyLearn(text);
                    case 3 -> Strategy.ofId(text);
                    default -> new Strategy.RoundRobin();
                };
        Upstream upstream = Sites.byAddress(strategy, 1, 1);
        return switch (random.nextInt(4)) {
            case 0 -> new Upstream(text, strategy, upstream.servers(), 1 + random.nextInt(9));
            case 1 ->
                    upstream.withServers(
                            List.of(new Server(text, text, 80, 1, 1, random.nextInt(99))));
            case 2 ->
                    new Upstream(upstream.name(), strategy, servers(text, random), number(random));
            default -> upstream;
        };
    }

    /// Names from the text and numbers beyond their bounds now and then.
    private static List<Server> servers(String text, Random random) {
        Server.Mode[] modes = Server.Mode.values();
        return List.of(
                new Server(
                        random.nextBoolean() ? text : "app1",
                        "127.20.0.11",
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        number(random),
                        modes[random.nextInt(modes.length)]),
                Server.of("app2", "127.20.0.12", 8000));
    }

    private static int number(Random random) {
        int[] odd = {0, -1, 1_000_000_000, Integer.MIN_VALUE, Integer.MAX_VALUE};
        return random.nextInt(12) == 0 ? odd[random.nextInt(odd.length)] : 1 + random.nextInt(99);
    }

    /// Up to four parts, plain ones or any.
    static String text(Random random) {
        String[] parts = {
            "a",
            "$uri",
            "$host",
            "srv",
            "1",
            "-",
            ".",
            ":",
            "/",
            "\"",
            "'",
            "\\",
            ";",
            "{",
            "}",
            "\n",
            "#",
            " ",
            "$",
            "${",
            "ü",
            "\u2028",
            "\0",
            "server 127.0.0.1:9; } server {",
            "x".repeat(5000)
        };
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            text.append(parts[random.nextInt(random.nextBoolean() ? 9 : parts.length)]);
        }
        return text.toString();
    }
}
