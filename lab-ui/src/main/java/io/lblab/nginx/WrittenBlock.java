package io.lblab.nginx;

import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;

/// A block as it is written, as the upstream that the lab edits. Less is possible there than in
/// nginx: servers have a name, a host and a port.
final class WrittenBlock {

    private WrittenBlock() {}

    /// The upstream of a block; a server that is written by its address has its name in the comment
    /// behind it.
    ///
    /// @throws InvalidUpstreamException when it says what the lab can't edit
    static Upstream upstream(WrittenUpstream block) {
        return new Upstream(
                block.name(),
                block.sticky().isEmpty() ? strategy(block) : sticky(block.sticky()),
                block.servers().stream().map(WrittenBlock::server).toList(),
                Math.max(1, block.keepalive()),
                block.zone());
    }

    private static Strategy strategy(WrittenUpstream block) {
        return switch (block.method()) {
            case HASH -> new Strategy.Hash(block.key(), false);
            case HASH_CONSISTENT -> new Strategy.Hash(block.key(), true);
            default -> Strategy.ofId(block.method().words());
        };
    }

    /// Of the parameters the lab knows the cookie's name.
    private static Strategy sticky(String parameters) {
        String[] words = parameters.split(" ", -1);
        return switch (words[0]) {
            case "cookie" -> new Strategy.StickyCookie(words[1]);
            case "route" -> new Strategy.StickyRoute(after("$cookie_", words));
            default -> new Strategy.StickyLearn(after("lookup=$cookie_", words));
        };
    }

    private static String after(String prefix, String[] words) {
        for (String word : words) {
            if (word.startsWith(prefix)) {
                return word.substring(prefix.length());
            }
        }
        throw new InvalidUpstreamException(
                "\"sticky " + String.join(" ", words) + "\" names no cookie.");
    }

    private static Server server(WrittenServer line) {
        String host = line.host();
        boolean byAddress = host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        if (line.weight() > Server.MAX_WEIGHT
                || Math.max(line.maxFails(), line.failTimeoutSeconds()) > 1_000_000
                || line.maxConns() > 1_000_000) {
            throw new InvalidUpstreamException(
                    "A number of \"server " + line.text() + "\" is larger than the lab allows.");
        }
        if (line.backup() && (line.down() || line.drain())) {
            throw new InvalidUpstreamException(
                    "\"server " + line.text() + "\" is a backup and down: choose one.");
        }
        return new Server(
                byAddress ? line.comment() : host,
                host,
                line.port(),
                (int) line.weight(),
                (int) line.maxFails(),
                (int) line.failTimeoutSeconds(),
                (int) line.maxConns(),
                line.backup()
                        ? Server.Mode.BACKUP
                        : line.down()
                                ? Server.Mode.DOWN
                                : line.drain() ? Server.Mode.DRAIN : Server.Mode.UP);
    }
}
