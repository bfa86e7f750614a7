package io.lblab.nginx;

/// How a generation came to be.
public enum Origin {
    /// Written at the start of the stack, or found there by this lab.
    START,

    /// Applied by the lab.
    APPLIED,

    /// An older one, applied again.
    BROUGHT_BACK,

    /// A step of a slow start.
    SLOW_START,

    /// Written by hand, taken over by the lab.
    BY_HAND
}
