package io.lblab.cli;

/// What the exit codes of every command mean.
public final class ExitCodes {

    /// Done.
    public static final int OK = 0;

    /// It could not be done; one sentence on standard error says why and what mends it.
    public static final int FAILED = 1;

    /// The command line was wrong.
    public static final int USAGE = 2;

    /// It was done, and requests failed or the figures are not what they must be.
    public static final int NOT_AS_EXPECTED = 3;

    /// Ended by Ctrl+C, as shells have it.
    public static final int INTERRUPTED = 130;

    private ExitCodes() {}
}
