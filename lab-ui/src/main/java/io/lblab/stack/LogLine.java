package io.lblab.stack;

import java.time.Instant;
import java.util.Optional;

/// One line of a service's log.
public record LogLine(String service, Optional<Instant> at, String text) {}
