package io.lblab.cli;

import java.time.Duration;

/// Where long work stands: on a terminal one line that moves, elsewhere (a log of CI) a line now
/// and then, so that nobody takes the work for stuck.
final class MovingLine {

    private static final Duration EACH = Duration.ofSeconds(10);

    private final Terminal terminal;
    private Duration next = EACH;

    MovingLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /// To be called a few times a second.
    ///
    /// @param elapsed since the work began
    /// @param bar only for a line that moves; may be empty
    void show(Duration elapsed, String bar, String words) {
        if (terminal.isInteractive()) {
            terminal.progress("  " + bar + words);
        } else if (elapsed.compareTo(next) >= 0) {
            terminal.note("  " + words);
            next = elapsed.plus(EACH);
        }
    }
}
