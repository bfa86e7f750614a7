package io.lblab.ui;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.TrafficEngine;
import java.util.Optional;

/// What the window is built on.
///
/// @param options what Start starts with
/// @param asked the kind of stack the user asked for; empty lets the lab choose
/// @param runs keeps what is fired, also for the terminal
public record LabServices(
        Stacks stacks,
        Optional<StackKind> asked,
        StackOptions options,
        TrafficEngine engine,
        RunArchive runs) {}
