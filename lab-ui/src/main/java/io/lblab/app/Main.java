package io.lblab.app;

import io.lblab.cli.CliContext;
import io.lblab.cli.ConsoleOpener;
import io.lblab.cli.ExitCodes;
import io.lblab.cli.LabCommand;
import io.lblab.cli.Terminal;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Stacks;
import io.lblab.traffic.TrafficEngine;
import io.lblab.ui.LabServices;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/// The lab's main program: the console without arguments, a terminal command with them.
public final class Main {

    private Main() {}

    /// Runs the command line of [LabCommand] and ends the process with its exit code; none opens
    /// the window.
    public static void main(String[] args) {
        Map<String, String> environment = System.getenv();
        LabHome home = LabHome.of(environment);
        Terminal terminal = terminal(environment);
        try {
            Files.createDirectories(home.state());
        } catch (IOException e) {
            terminal.complain(
                    "The folder "
                            + home.state()
                            + " can't be made: name another one in the variable LBLAB_HOME.");
            System.exit(ExitCodes.FAILED);
        }
        System.setProperty("lblab.log", home.state().resolve("lab.log").toString());
        boolean display = Display.isThere(environment, System.getProperty("os.name"));
        String[] commandLine = args;
        if (args.length == 0 && !display) {
            terminal.note("There is no display to open the console on, so this is: lab demo");
            commandLine = new String[] {"demo"};
        } else if (args.length == 0) {
            commandLine = new String[] {"console"};
        }
        int exitCode;
        try (Stacks stacks = Composition.stacks(home, environment)) {
            TrafficEngine engine = Composition.engine();
            RunArchive runs = Composition.runs(home);
            ConsoleOpener console =
                    (asked, options) ->
                            ConsoleApp.open(
                                    () -> new LabServices(stacks, asked, options, engine, runs));
            exitCode =
                    LabCommand.run(
                            new CliContext(
                                    stacks,
                                    terminal,
                                    runs,
                                    display ? Optional.of(console) : Optional.empty()),
                            commandLine);
        }
        System.exit(exitCode);
    }

    private static Terminal terminal(Map<String, String> environment) {
        boolean watched = isWatched(environment);
        boolean unicode = System.out.charset().newEncoder().canEncode('█');
        return new Terminal(
                System.out, System.err, watched && !environment.containsKey("NO_COLOR"), unicode);
    }

    /// Whether a person watches. The launcher asks the shell; without it the JVM is asked, which
    /// has no console where input or output is a pipe.
    @SuppressWarnings("SystemConsoleNull") // it is null there with the JDK's own console provider
    private static boolean isWatched(Map<String, String> environment) {
        String launcher = environment.getOrDefault("LBLAB_TERMINAL", "");
        if (!launcher.isEmpty()) {
            return launcher.equals("1");
        }
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
