package io.lblab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/// Where the commands write: results to standard output, what is going on to standard error. On a
/// terminal progress is one line that moves; in a pipe it is plain lines.
public final class Terminal {

    private static final int BAR_WIDTH = 40;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean interactive;
    private final boolean unicode;
    private final ObjectMapper json = ResultJson.mapper();
    private boolean lineOpen;

    /// @param interactive whether a person watches: colours and a moving progress line
    /// @param unicode whether block characters can be written
    public Terminal(PrintStream out, PrintStream err, boolean interactive, boolean unicode) {
        this.out = out;
        this.err = err;
        this.interactive = interactive;
        this.unicode = unicode;
    }

    /// A line of the result.
    public synchronized void print(String line) {
        closeLine();
        out.println(line);
        out.flush();
    }

    /// The result as JSON, on one line.
    public void printJson(Object value) {
        try {
            print(json.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result could not be written as JSON", e);
        }
    }

    /// Whether nobody reads the results any more, as after `| head`.
    public synchronized boolean readerHasLeft() {
        return out.checkError();
    }

    /// A line about what is going on.
    public synchronized void note(String line) {
        closeLine();
        err.println(line);
        err.flush();
    }

    /// One sentence about what could not be done, and what mends it.
    public void complain(String sentence) {
        note((interactive ? "\u001b[31mlab:\u001b[0m " : "lab: ") + sentence);
    }

    /// Asks the person who watches; empty where nobody does.
    public Optional<String> ask(String question) {
        if (!interactive) {
            return Optional.empty();
        }
        synchronized (this) {
            closeLine();
            err.print(question);
            err.flush();
        }
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                            .readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Where the work stands; on a terminal it replaces the line before, in a pipe nothing is
    /// printed.
    public synchronized void progress(String line) {
        if (interactive) {
            err.print("\r\u001b[K" + line);
            err.flush();
            lineOpen = true;
        }
    }

    /// A bar of progress with its percentage, for [#progress(String)].
    public String progressBar(double done) {
        int filled = (int) Math.round(Math.clamp(done, 0, 1) * BAR_WIDTH);
        return (unicode ? "█" : "#").repeat(filled)
                + (unicode ? "░" : ".").repeat(BAR_WIDTH - filled)
                + String.format(Locale.ROOT, " %3.0f %%", done * 100);
    }

    /// A bar for a share of 0–1, in the colour of instance `index`.
    public String shareBar(double share, int index) {
        int eighths = (int) Math.round(Math.clamp(share, 0, 1) * BAR_WIDTH * 8);
        String bar =
                unicode
                        ? "█".repeat(eighths / 8)
                                + " ▏▎▍▌▋▊▉".substring(eighths % 8, eighths % 8 + 1)
                        : "#".repeat(eighths / 8) + " ";
        String padded = bar + " ".repeat(BAR_WIDTH + 1 - bar.length());
        return interactive ? InstanceColor.of(index).ansi(padded) : padded;
    }

    /// A figure with one decimal; a dash for what was not measured.
    static String figure(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,.1f", value);
    }

    public boolean isInteractive() {
        return interactive;
    }

    private void closeLine() {
        if (lineOpen) {
            err.print("\r\u001b[K");
            err.flush();
            lineOpen = false;
        }
    }
}
