package io.lblab.shop.behaviour;

import java.util.Optional;
import java.util.OptionalInt;

/// What an instance does to the requests it is sent, and to its machine.
///
/// @param errorRate share of requests that are answered with `errorStatus`, 0 to 1
/// @param errorStatus 500 to 599
/// @param maxConcurrent requests answered at a time; a further one is refused at once
/// @param ready false makes `/health/ready` say no
public record Behaviour(
        Optional<Latency> latency,
        double errorRate,
        int errorStatus,
        OptionalInt maxConcurrent,
        boolean ready,
        Burn burn) {

    /// What is used up for nothing.
    ///
    /// @param cpu share of one core, 0 to 1
    /// @param memoryMb resident memory outside the Java heap
    public record Burn(double cpu, int memoryMb) {
        static final Burn NOTHING = new Burn(0, 0);
    }

    /// Nothing is added and nothing refused.
    public static final Behaviour NORMAL =
            new Behaviour(Optional.empty(), 0, 500, OptionalInt.empty(), true, Burn.NOTHING);
}
