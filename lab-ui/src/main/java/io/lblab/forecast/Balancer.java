package io.lblab.forecast;

import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One nginx worker's view of an upstream, request by request: exactly the servers that nginx
/// picks, as long as it is asked in the same order and told of the same failures. Not for several
/// threads.
///
/// ```java
/// int server = balancer.begin(request, key, now);
/// while (server >= 0 && refuses(server)) server = balancer.fail(request, now);
/// balancer.finish(request);
/// ```
public final class Balancer {

    /// No server could be tried: nginx answers 502 and logs "no live upstreams".
    public static final int NONE = -1;

    /// The attempt failed and there is no further one: nginx answers 502.
    public static final int ENDED = -2;

    private static final long MOST_POINTS = 100_000;

    private final WrittenUpstream upstream;
    private final @Nullable Ring ring;
    private final Group primary;
    private final Chooser method;

    private Balancer(
            WrittenUpstream upstream, @Nullable Ring ring, Group primary, GlibcRandom random) {
        this.upstream = upstream;
        this.ring = ring;
        this.primary = primary;
        this.method =
                switch (upstream.method()) {
                    case ROUND_ROBIN -> new RoundRobin();
                    case LEAST_CONN -> new LeastConn();
                    case IP_HASH -> new IpHash();
                    case HASH -> new KeyHash();
                    case HASH_CONSISTENT -> new ConsistentHash(Objects.requireNonNull(ring));
                    case RANDOM -> new RandomDraw(random);
                    case RANDOM_TWO -> new RandomTwo(random);
                    default -> throw new IllegalStateException(upstream.method().words());
                };
    }

    /// A worker that has just started.
    ///
    /// @param random what the methods that draw lots draw from; others leave it alone
    /// @throws InvalidScenarioException when there is no forecast for this upstream
    public static Balancer of(WrittenUpstream upstream, GlibcRandom random) {
        refuseUnknown(upstream);
        List<WrittenServer> primary = upstream.servers().stream().filter(s -> !s.backup()).toList();
        boolean needsRing = upstream.method() == WrittenUpstream.Method.HASH_CONSISTENT;
        return new Balancer(
                upstream,
                needsRing ? new Ring(primary) : null,
                Group.of(upstream.servers()),
                random);
    }

    private static void refuseUnknown(WrittenUpstream upstream) {
        if (!upstream.sticky().isEmpty() || upstream.method().words().startsWith("least_time")) {
            throw new InvalidScenarioException(
                    "There is no forecast for "
                            + (upstream.sticky().isEmpty()
                                    ? upstream.method().words()
                                    : "sticky " + upstream.sticky())
                            + " yet: use round-robin, least_conn, ip_hash, hash, hash consistent,"
                            + " random or random two.");
        }
        BigInteger sum =
                upstream.servers().stream()
                        .map(s -> BigInteger.valueOf(s.weight()))
                        .reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.bitLength() > 62) {
            throw new InvalidScenarioException(
                    "The weights add up to more than nginx can count: make them smaller.");
        }
        if (upstream.method() == WrittenUpstream.Method.HASH_CONSISTENT
                && sum.longValueExact() > MOST_POINTS) {
            throw new InvalidScenarioException(
                    "The weights of a consistent hash add up to "
                            + sum
                            + ", with which nginx needs many seconds to start: make them smaller,"
                            + " at most "
                            + MOST_POINTS
                            + " in sum.");
        }
    }

    /// Another worker with a state of its own, as without a `zone`.
    public Balancer anotherWorker(GlibcRandom random) {
        return new Balancer(upstream, ring, Group.of(upstream.servers()), random);
    }

    /// Another worker that shares this one's state, as with a `zone`.
    public Balancer anotherWorkerInZone(GlibcRandom random) {
        return new Balancer(upstream, ring, primary, random);
    }

    /// What a request needs to remember; it may serve one request after another.
    public Request newRequest() {
        return new Request(primary);
    }

    /// The first server of a request, by the place of its line from 0; or [#NONE].
    ///
    /// @param key the evaluated key of `hash`, the bytes of [ClientAddress] for `ip_hash`, else
    ///   ignored
    /// @param now whole seconds, from some hundred thousand on: at 0 nginx would never have begun
    public int begin(Request request, byte[] key, long now) {
        request.begin(primary, key);
        request.hash = method.firstHash(key);
        return choose(request, now);
    }

    /// The attempt failed in a way that nginx counts and retries (refused, timed out, closed): the
    /// next server, [#NONE] or [#ENDED].
    public int fail(Request request, long now) {
        if (request.peer < 0) {
            throw new IllegalStateException("The request is at no server.");
        }
        Group group = request.group;
        group.failed(request.peer, now);
        request.peer = NONE;
        request.triesLeft = group.single ? 0 : Math.max(0, request.triesLeft - 1);
        return request.triesLeft == 0 ? ENDED : choose(request, now);
    }

    /// The request was answered by the server that has it; nothing happens when none has.
    public void finish(Request request) {
        if (request.peer >= 0) {
            request.group.succeeded(request.peer);
            request.peer = NONE;
        }
    }

    private int choose(Request request, long now) {
        int peer = method.choose(request, now);
        request.peer = peer;
        return peer < 0 ? NONE : request.group.line[peer];
    }
}
