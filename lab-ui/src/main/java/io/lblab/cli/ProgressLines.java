package io.lblab.cli;

import io.lblab.stack.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Shows the progress of a stack: on a terminal one moving line with every service that is still at
/// work, in a pipe a line for each service that is done.
final class ProgressLines implements Consumer<Progress> {

    private final Terminal terminal;
    private final Map<String, String> atWork = new LinkedHashMap<>();

    ProgressLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void accept(Progress progress) {
        if (progress.done()) {
            atWork.remove(progress.service());
            terminal.note("  " + progress.service() + ": " + progress.text());
        } else {
            atWork.put(progress.service(), progress.text());
        }
        if (!atWork.isEmpty()) {
            terminal.progress(
                    atWork.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(" · ", "  ", "")));
        }
    }
}
