package io.lblab.stack;

import java.util.List;
import java.util.Optional;

/// The stacks this lab knows, and which one to use.
public final class Stacks implements AutoCloseable {

    private final List<Stack> preferred;

    /// @param preferred one stack of each kind, the best first
    public Stacks(List<Stack> preferred) {
        this.preferred = List.copyOf(preferred);
    }

    /// A stack and why it is this one, in a phrase: `Docker Compose, because a Docker engine
    /// answers`.
    public record Choice(Stack stack, String why) {}

    public List<Stack> all() {
        return preferred;
    }

    public Stack of(StackKind kind) {
        return preferred.stream().filter(s -> s.kind() == kind).findFirst().orElseThrow();
    }

    /// The stack to start: the one asked for, else the best this machine can run.
    ///
    /// @throws StackException when the one asked for, or every one, can't run here
    public Choice choose(Optional<StackKind> asked) throws StackException {
        if (asked.isPresent()) {
            Stack stack = of(asked.get());
            Optional<String> missing = stack.unavailable();
            if (missing.isPresent()) {
                throw new StackException(missing.get());
            }
            return new Choice(stack, stack.kind().title() + ", as asked for");
        }
        StringBuilder why = new StringBuilder();
        for (Stack stack : preferred) {
            Optional<String> missing = stack.unavailable();
            if (missing.isEmpty()) {
                String reason =
                        why.isEmpty() ? "it is ready to use on this machine" : why.toString();
                return new Choice(stack, stack.kind().title() + ": " + reason);
            }
            why.append(why.isEmpty() ? "" : " ").append(missing.get());
        }
        throw new StackException(why.toString());
    }

    /// The stack that runs, whoever started it.
    public Optional<Stack> running() {
        return preferred.stream().filter(s -> s.state() != StackState.STOPPED).findFirst();
    }

    @Override
    public void close() {
        preferred.forEach(Stack::close);
    }
}
