package io.lblab.nginx;

import io.lblab.upstream.Upstream;
import java.time.Instant;

/// A configuration that was live once, or is now.
///
/// @param number as nginx returns it in `X-Lab-Generation`
/// @param at when it was confirmed live
public record Generation(
        int number, Instant at, Origin origin, Upstream upstream, Workers workers) {}
