package io.lblab.cli;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackException;
import io.lblab.stack.StackOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "console", description = "Opens the window, as ./lab does without a command.")
final class ConsoleCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin private StackOption stack = new StackOption();
    @Mixin private PortOption port = new PortOption();
    @Mixin private ShopOptions shop = new ShopOptions();

    ConsoleCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws StackException {
        ConsoleOpener opener =
                context.console()
                        .orElseThrow(() ->
                                new StackException(
                                        "There is no display to open the console on. In the terminal: lab demo"));
        opener.open(
                stack.kind(),
                StackOptions.defaults()
                        .withPort(port.port())
                        .withShop(shop.choices(ShopChoices.defaults())));
        return ExitCodes.OK;
    }
}
