package io.lblab.upstream;

import io.lblab.stack.StackKind;

/// Breaks the package directions on purpose, so that a test can see that the rules would notice.
public record CanaryBreaksDirections(StackKind fromAbove) {}
