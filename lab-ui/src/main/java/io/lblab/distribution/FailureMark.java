package io.lblab.distribution;

import java.time.Instant;

/// A server that nginx left out for a while, as its log tells.
///
/// @param until when it may be asked again, or when it was found well after that
public record FailureMark(String server, Instant since, Instant until) {}
