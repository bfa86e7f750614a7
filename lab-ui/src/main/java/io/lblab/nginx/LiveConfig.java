package io.lblab.nginx;

import io.lblab.upstream.Upstream;
import java.util.Optional;

/// What nginx runs now.
///
/// @param generation counts up with each apply; nginx itself returns it as `X-Lab-Generation`
/// @param upstreamBlock the text between the lab's markers that is the upstream, as it stands in
///   nginx.conf
/// @param edit what somebody changed by hand since the lab wrote the file
public record LiveConfig(
        int generation, Upstream upstream, String upstreamBlock, Optional<HandEdit> edit) {

    LiveConfig edited(Optional<HandEdit> byHand) {
        return new LiveConfig(generation, upstream, upstreamBlock, byHand);
    }
}
