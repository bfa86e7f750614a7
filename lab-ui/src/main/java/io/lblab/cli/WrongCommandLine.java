package io.lblab.cli;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is said of a command line that makes no sense: one sentence, what may have been meant, and
/// where to read on.
final class WrongCommandLine implements IParameterExceptionHandler {

    private static final Map<String, String> PLAIN =
            Map.of(
                    " is not an int", " is no whole number",
                    " is not a long", " is no whole number",
                    " is not a double", " is no number");

    private final Terminal terminal;

    WrongCommandLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        terminal.complain(sentence(failure));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            List<String> close = unmatched.getSuggestions();
            if (!close.isEmpty()) {
                terminal.note("Did you mean: " + String.join(", ", close) + "?");
            }
        }
        terminal.note("What there is: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.USAGE;
    }

    private static String sentence(ParameterException failure) {
        String said = String.valueOf(failure.getMessage());
        for (Map.Entry<String, String> each : PLAIN.entrySet()) {
            said = said.replace(each.getKey(), each.getValue());
        }
        return said.endsWith(".") || said.endsWith("?") ? said : said + ".";
    }
}
