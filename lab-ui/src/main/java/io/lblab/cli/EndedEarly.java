package io.lblab.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets a command that is interrupted (Ctrl+C, SIGTERM) show what it has by then: what is under way
/// is ended, and the program ends once the command has closed this.
final class EndedEarly implements AutoCloseable {

    /// nginx's log and the instances' metrics are still asked.
    private static final long PATIENCE_SECONDS = 15;

    private final Terminal terminal;
    private final CountDownLatch shown = new CountDownLatch(1);
    private final OnInterrupt hook;
    private volatile @Nullable Runnable end;
    private volatile boolean asked;

    EndedEarly(Terminal terminal) {
        this.terminal = terminal;
        hook = OnInterrupt.run(terminal, () -> this.interrupted());
    }

    private void interrupted() throws InterruptedException {
        asked = true;
        Runnable under = end;
        if (under == null) {
            return; // nothing to show: it waits for an answer, or makes ready
        }
        under.run();
        if (!shown.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            terminal.complain("Interrupted before there was anything to show.");
        }
    }

    /// What ends the work under way; at once when that was asked for already.
    ///
    /// @param what may be run twice
    void by(Runnable what) {
        end = what;
        if (asked) {
            what.run();
        }
    }

    /// Whether somebody interrupted.
    boolean isAsked() {
        return asked;
    }

    /// Everything was shown.
    @Override
    public void close() {
        if (asked && end != null) {
            terminal.note("Interrupted: the figures are of what there was until then.");
        }
        shown.countDown();
        hook.close();
    }
}
