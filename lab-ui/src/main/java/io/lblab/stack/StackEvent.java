package io.lblab.stack;

import java.time.Instant;

/// Something that happened to the stack, whoever caused it.
public sealed interface StackEvent {

    Instant at();

    /// The stack as a whole changed its state.
    record StackChanged(Instant at, StackState state) implements StackEvent {}

    /// One service changed: the snapshot is the new one.
    record ServiceChanged(Instant at, Service service) implements StackEvent {}
}
