package io.lblab.ui.model;

import io.lblab.traffic.listen.ListenersSnapshot;
import java.time.Duration;
import java.util.Map;

/// What the listeners have heard, and who is who.
///
/// @param servers the names of instances by `X-Instance-ID`: `1` → `app1`
/// @param elapsed since the first of them began to connect
public record ListenFigures(
        ListenersSnapshot heard, Map<String, String> servers, Duration elapsed) {}
