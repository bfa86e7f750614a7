package io.lblab.cli;

import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import io.lblab.stack.Service;
import io.lblab.stack.Stack;
import io.lblab.stack.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", description = "Shows what the services say.")
final class LogsCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();

    @Parameters(
            arity = "0..*",
            paramLabel = "SERVICE",
            description = "nginx, app1, app2, redis, kafka, …; all of them without one.")
    private List<String> services = new ArrayList<>();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with every new line until Ctrl+C, or until nobody reads them.")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N",
            defaultValue = "50",
            description = "How many of the last lines of each service (default: ${DEFAULT-VALUE}).")
    private int tail;

    @Option(names = "--json", description = "One JSON object a line: service, at, text.")
    private boolean json;

    LogsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException, InterruptedException {
        Stack running = context.running(stack.kind());
        List<String> names =
                services.isEmpty()
                        ? running.services().stream().map(Service::name).toList()
                        : services;
        if (!follow) {
            for (String name : names) {
                running.logs(name, tail).forEach(this::print);
            }
            return ExitCodes.OK;
        }
        List<Subscription> following = new ArrayList<>();
        CountDownLatch readerLeft = new CountDownLatch(1);
        try {
            for (String name : names) {
                following.add(
                        running.followLogs(
                                name,
                                tail,
                                line -> {
                                    print(line);
                                    if (context.terminal().readerHasLeft()) {
                                        readerLeft.countDown();
                                    }
                                }));
            }
            readerLeft.await();
        } finally {
            following.forEach(Subscription::close);
        }
        return ExitCodes.OK;
    }

    private void print(LogLine line) {
        if (json) {
            context.terminal().printJson(line);
        } else {
            context.terminal().print(String.format("%-8s %s", line.service(), line.text()));
        }
    }
}
