package io.lblab.ui.balancer;

import io.lblab.nginx.NginxTime;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Server.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/// One server while it is being edited.
final class ServerRow {

    private static final int MOST_FAILS = 1000;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_CONNS = 1_000_000;

    private final Server server;
    private final Texts texts;
    private final Typed<Integer> weight;
    private final Typed<Integer> maxFails;
    private final Typed<Integer> failTimeout;
    private final Typed<Integer> maxConns;
    private final ObjectProperty<Mode> mode;

    ServerRow(Server server, Texts texts) {
        this.server = server;
        this.texts = texts;
        weight = number("balancer.badWeight", server.weight(), 1, Server.MAX_WEIGHT);
        maxFails = number("balancer.badMaxFails", server.maxFails(), 0, MOST_FAILS);
        failTimeout = new Typed<>(server.failTimeoutSeconds(), this::seconds, s -> s + "s");
        maxConns = number("balancer.badMaxConns", server.maxConns(), 0, MOST_CONNS);
        mode = new SimpleObjectProperty<>(server.mode());
    }

    /// The server as it is live.
    Server server() {
        return server;
    }

    String name() {
        return server.name();
    }

    /// The server with what was typed, as far as it could be read.
    Server draft() {
        return server.withWeight(weight.get())
                .withFailures(maxFails.get(), failTimeout.get())
                .withMaxConns(maxConns.get())
                .withMode(mode.get());
    }

    Typed<Integer> weight() {
        return weight;
    }

    Typed<Integer> maxFails() {
        return maxFails;
    }

    /// In seconds; typed as nginx writes times: `30s`, `1m30s`.
    Typed<Integer> failTimeout() {
        return failTimeout;
    }

    /// 0 = any number.
    Typed<Integer> maxConns() {
        return maxConns;
    }

    ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    List<Typed<Integer>> fields() {
        return List.of(weight, maxFails, failTimeout, maxConns);
    }

    /// Which of nginx's parameters differ from that server, as keys of their names.
    List<String> differences(Server other) {
        List<String> keys = new ArrayList<>();
        add(keys, "weight", weight.get() != other.weight());
        add(keys, "max_fails", maxFails.get() != other.maxFails());
        add(keys, "fail_timeout", failTimeout.get() != other.failTimeoutSeconds());
        add(keys, "max_conns", maxConns.get() != other.maxConns());
        add(keys, "mode", mode.get() != other.mode());
        return keys;
    }

    void onChange(Runnable then) {
        fields().forEach(field -> field.onChange(then));
        mode.subscribe((before, now) -> then.run());
    }

    private static void add(List<String> keys, String key, boolean differs) {
        if (differs) {
            keys.add("balancer.changed." + key);
        }
    }

    private Typed<Integer> number(String wrong, int start, int least, int most) {
        return Typed.number(start, least, most, text -> texts.get(wrong, text, name(), most));
    }

    private int seconds(String text) {
        OptionalLong seconds = NginxTime.seconds(text);
        if (seconds.isEmpty() || seconds.getAsLong() > MOST_SECONDS) {
            throw new InvalidUpstreamException(
                    texts.get("balancer.badFailTimeout", text, name(), MOST_SECONDS));
        }
        return (int) seconds.getAsLong();
    }
}
