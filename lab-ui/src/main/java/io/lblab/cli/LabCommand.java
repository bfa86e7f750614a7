package io.lblab.cli;

import io.lblab.distribution.ReportException;
import io.lblab.forecast.InvalidScenarioException;
import io.lblab.nginx.NginxException;
import io.lblab.stack.StackException;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.upstream.InvalidUpstreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The terminal's commands.
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        version = "Load-Balancing Lab 0.1.0",
        description =
                "A real nginx in front of real shop instances: start it, change how it balances, fire traffic, see who"
                        + " answered. Without a command it opens the console.",
        footer = {
            "",
            "Exit codes: 0 done · 1 could not be done · 2 wrong command line · 3 done, but requests failed or a service is"
                    + " down."
        })
public final class LabCommand {

    private static final Logger LOG = LoggerFactory.getLogger(LabCommand.class);

    private LabCommand() {}

    /// Runs one command line.
    ///
    /// @return its exit code, see [ExitCodes]
    public static int run(CliContext context, String... args) {
        CommandLine line =
                new CommandLine(new LabCommand())
                        .addSubcommand(new ConsoleCommand(context))
                        .addSubcommand(new DemoCommand(context))
                        .addSubcommand(new UpCommand(context))
                        .addSubcommand(new DownCommand(context))
                        .addSubcommand(new StatusCommand(context))
                        .addSubcommand(new ApplyCommand(context))
                        .addSubcommand(new SlowStartCommand(context))
                        .addSubcommand(new HistoryCommand(context))
                        .addSubcommand(new FireCommand(context))
                        .addSubcommand(new LimitCommand(context))
                        .addSubcommand(new RunsCommand(context))
                        .addSubcommand(new ListenCommand(context))
                        .addSubcommand(new ForecastCommand(context))
                        .addSubcommand(new LogsCommand(context))
                        .addSubcommand(new ServiceCommand(context))
                        .setUsageHelpAutoWidth(true)
                        .setParameterExceptionHandler(new WrongCommandLine(context.terminal()))
                        .setExecutionExceptionHandler(
                                (failure, _, _) -> complain(context.terminal(), failure));
        line.getSubcommands().values().forEach(LabCommand::help);
        return line.execute(args);
    }

    /// `--help` for a command and all below it.
    private static void help(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getSubcommands().values().forEach(LabCommand::help);
    }

    private static int complain(Terminal terminal, Exception failure) {
        switch (failure) {
            case StackException _,
                    NginxException _,
                    ReportException _,
                    InvalidUpstreamException _,
                    InvalidScenarioException _,
                    InvalidPlanException _ -> {
                LOG.debug("Command refused", failure);
                terminal.complain(String.valueOf(failure.getMessage()));
            }
            case InterruptedException _ -> {
                return ExitCodes.INTERRUPTED;
            }
            default -> {
                LOG.error("Unexpected failure", failure);
                terminal.complain(
                        "Something unexpected happened: "
                                + failure
                                + ". The log of the lab has the details.");
            }
        }
        return ExitCodes.FAILED;
    }
}
