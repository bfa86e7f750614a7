package io.lblab.cli;

import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import io.lblab.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "down",
        description =
                "Stops the stack and removes everything it started, also what a killed lab left behind.")
final class DownCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    DownCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, InterruptedException {
        List<String> stopped = new ArrayList<>();
        for (Stack each : context.stacks().all()) {
            boolean asked = stack.kind().isEmpty() || stack.kind().get() == each.kind();
            if (asked && (each.state() != StackState.STOPPED || stack.kind().isPresent())) {
                each.stop(new ProgressLines(context.terminal()));
                stopped.add(each.kind().title());
            }
        }
        context.terminal()
                .print(
                        stopped.isEmpty()
                                ? "No stack was running."
                                : "Stopped: " + String.join(", ", stopped) + ".");
        return ExitCodes.OK;
    }
}
