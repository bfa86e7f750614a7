package io.lblab.shop.behaviour;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Time that is added to a request before it is handled, in milliseconds.
public sealed interface Latency {
    /// No request is held up for longer, whatever is drawn.
    long MOST_MS = 60_000;

    record Fixed(long ms) implements Latency {}

    /// Every value between the two is equally likely.
    record Uniform(long minMs, long maxMs) implements Latency {}

    /// Bell curve; what is drawn below zero counts as zero.
    record Normal(long meanMs, long sdMs) implements Latency {}

    /// Many short ones and a few long ones: the distribution of waiting times in queues.
    record Exponential(long meanMs) implements Latency {}

    /// The latency of one request.
    default Duration draw(RandomGenerator random) {
        double ms =
                switch (this) {
                    case Fixed(long fixed) -> fixed;
                    case Uniform(long min, long max) -> min + random.nextDouble() * (max - min);
                    case Normal(long mean, long sd) -> mean + random.nextGaussian() * sd;
                    case Exponential(long mean) -> random.nextExponential() * mean;
                };
        return Duration.ofNanos((long) (Math.clamp(ms, 0, MOST_MS) * 1e6));
    }
}
