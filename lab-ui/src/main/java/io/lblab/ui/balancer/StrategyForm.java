package io.lblab.ui.balancer;

import io.lblab.ui.text.Texts;
import io.lblab.upstream.Strategy;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/// The strategy while it is being edited: its kind, and the parameters of every kind, which stay
/// when another kind is chosen and the first one again.
final class StrategyForm {

    /// What a card stands for.
    enum Kind {
        ROUND_ROBIN("round-robin"),
        LEAST_CONN("least_conn"),
        IP_HASH("ip_hash"),
        HASH("hash"),
        RANDOM("random"),
        RANDOM_TWO("random-two"),
        LEAST_TIME("least_time"),
        STICKY("sticky");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /// In ids of nodes and keys of texts.
        String id() {
            return id;
        }

        /// One strategy of the kind, to ask of what holds for all.
        Strategy example() {
            return switch (this) {
                case ROUND_ROBIN -> new Strategy.RoundRobin();
                case LEAST_CONN -> new Strategy.LeastConn();
                case IP_HASH -> new Strategy.IpHash();
                case HASH -> new Strategy.Hash("$request_uri", true);
                case RANDOM -> new Strategy.Random();
                case RANDOM_TWO -> new Strategy.RandomTwo();
                case LEAST_TIME -> new Strategy.LeastTime(false, false);
                case STICKY -> new Strategy.StickyCookie("srv");
            };
        }

        static Kind of(Strategy strategy) {
            return switch (strategy) {
                case Strategy.RoundRobin _ -> ROUND_ROBIN;
                case Strategy.LeastConn _ -> LEAST_CONN;
                case Strategy.IpHash _ -> IP_HASH;
                case Strategy.Hash _ -> HASH;
                case Strategy.Random _ -> RANDOM;
                case Strategy.RandomTwo _ -> RANDOM_TWO;
                case Strategy.LeastTime _ -> LEAST_TIME;
                case Strategy.StickyCookie _, Strategy.StickyRoute _, Strategy.StickyLearn _ ->
                        STICKY;
            };
        }
    }

    /// How nginx knows where a client belongs.
    enum Sticky {
        COOKIE,
        ROUTE,
        LEARN
    }

    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.ROUND_ROBIN);
    private final Typed<String> key;
    private final BooleanProperty consistent = new SimpleBooleanProperty(true);
    private final BooleanProperty lastByte = new SimpleBooleanProperty();
    private final BooleanProperty inflight = new SimpleBooleanProperty();
    private final ObjectProperty<Sticky> sticky = new SimpleObjectProperty<>(Sticky.COOKIE);
    private final Typed<String> cookie;

    StrategyForm(Texts texts) {
        key =
                Typed.of(
                        "$request_uri",
                        text -> new Strategy.Hash(text, false).key(),
                        text -> texts.get("balancer.badKey", text));
        cookie =
                Typed.of(
                        "srv",
                        text -> new Strategy.StickyCookie(text).cookie(),
                        text -> texts.get("balancer.badCookie", text));
    }

    /// The strategy, with the last parameters that could be read.
    Strategy draft() {
        return switch (kind.get()) {
            case HASH -> new Strategy.Hash(key.get(), consistent.get());
            case LEAST_TIME -> new Strategy.LeastTime(lastByte.get(), inflight.get());
            case STICKY ->
                    switch (sticky.get()) {
                        case COOKIE -> new Strategy.StickyCookie(cookie.get());
                        case ROUTE -> new Strategy.StickyRoute(cookie.get());
                        case LEARN -> new Strategy.StickyLearn(cookie.get());
                    };
            case ROUND_ROBIN, LEAST_CONN, IP_HASH, RANDOM, RANDOM_TWO -> kind.get().example();
        };
    }

    /// Whether a parameter of the chosen kind can't be read.
    boolean isWrong() {
        return (kind.get() == Kind.HASH && key.isWrong())
                || (kind.get() == Kind.STICKY && cookie.isWrong());
    }

    /// Shows that strategy.
    void take(Strategy strategy) {
        switch (strategy) {
            case Strategy.Hash hash -> {
                key.reset(hash.key());
                consistent.set(hash.consistent());
            }
            case Strategy.LeastTime time -> {
                lastByte.set(time.lastByte());
                inflight.set(time.inflight());
            }
            case Strategy.StickyCookie(String name) -> take(Sticky.COOKIE, name);
            case Strategy.StickyRoute(String name) -> take(Sticky.ROUTE, name);
            case Strategy.StickyLearn(String name) -> take(Sticky.LEARN, name);
            case Strategy.RoundRobin _,
                    Strategy.LeastConn _,
                    Strategy.IpHash _,
                    Strategy.Random _,
                    Strategy.RandomTwo _ -> {}
        }
        kind.set(Kind.of(strategy));
    }

    private void take(Sticky how, String name) {
        sticky.set(how);
        cookie.reset(name);
    }

    ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// What stands after `hash`.
    Typed<String> key() {
        return key;
    }

    BooleanProperty consistentProperty() {
        return consistent;
    }

    /// Whether `least_time` measures to the last byte.
    BooleanProperty lastByteProperty() {
        return lastByte;
    }

    BooleanProperty inflightProperty() {
        return inflight;
    }

    ObjectProperty<Sticky> stickyProperty() {
        return sticky;
    }

    /// The name of the cookie by which `sticky` goes.
    Typed<String> cookie() {
        return cookie;
    }

    void onChange(Runnable then) {
        kind.subscribe((before, now) -> then.run());
        key.onChange(then);
        consistent.subscribe((before, now) -> then.run());
        lastByte.subscribe((before, now) -> then.run());
        inflight.subscribe((before, now) -> then.run());
        sticky.subscribe((before, now) -> then.run());
        cookie.onChange(then);
    }
}
