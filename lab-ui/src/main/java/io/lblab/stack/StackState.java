package io.lblab.stack;

/// The state of the stack as a whole.
public enum StackState {
    STOPPED,
    STARTING,
    /// Started and not yet stopped; single services may still be down.
    RUNNING,
    STOPPING
}
