package io.lblab.cli;

import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import java.util.Optional;

/// Opens the window; the commands know no more of it.
@FunctionalInterface
public interface ConsoleOpener {

    /// Returns when the window was closed.
    ///
    /// @param asked the kind of stack the user asked for; empty lets the lab choose
    void open(Optional<StackKind> asked, StackOptions options);
}
