package io.lblab.cli;

import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "service",
        description =
                "Does something to one service of the running stack: stop, start, kill or restart it.")
final class ServiceCommand implements Callable<Integer> {

    /// What can be done to one service.
    enum Action {
        stop("stopped"),
        start("started"),
        kill("killed"),
        restart("restarted");

        private final String done;

        Action(String done) {
            this.done = done;
        }
    }

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}")
    private Action action = Action.restart;

    @Parameters(index = "1", paramLabel = "SERVICE", description = "nginx, app1, app2, redis, …")
    private String service = "";

    ServiceCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, InterruptedException {
        Stack running = context.running(stack.kind());
        switch (action) {
            case stop -> running.stopService(service);
            case start -> running.startService(service);
            case kill -> running.killService(service);
            case restart -> running.restartService(service);
        }
        context.terminal().print(service + " " + action.done + ".");
        return ExitCodes.OK;
    }
}
