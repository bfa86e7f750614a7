package io.lblab.nginx;

import io.lblab.upstream.Upstream;

/// What nginx runs now.
///
/// @param generation counts up with each apply; nginx itself returns it as `X-Lab-Generation`
/// @param upstreamBlock the text between the lab's markers that is the upstream, as it stands in
///   nginx.conf
public record LiveConfig(int generation, Upstream upstream, String upstreamBlock) {}
