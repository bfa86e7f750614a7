package io.lblab.cli;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackState;
import io.lblab.stack.Stacks;
import java.util.Optional;

/// What every command works with.
///
/// @param runs keeps what is fired
/// @param console opens the window; empty where there is no display
public record CliContext(
        Stacks stacks, Terminal terminal, RunArchive runs, Optional<ConsoleOpener> console) {

    /// The stack that runs; the one asked for, if one was.
    ///
    /// @throws StackException when none does
    Stack running(Optional<StackKind> asked) throws StackException {
        Optional<Stack> running =
                asked.isPresent()
                        ? Optional.of(stacks.of(asked.get()))
                                .filter(s -> s.state() != StackState.STOPPED)
                        : stacks.running();
        return running.orElseThrow(
                () -> new StackException("No stack is running. Start one with: lab up"));
    }
}
