package io.lblab.distribution;

import java.time.Instant;

/// What nginx logged under one generation of its configuration.
///
/// @param first when the first of the requests was finished
public record GenerationSeen(long requests, Instant first) {

    GenerationSeen andOneMore() {
        return new GenerationSeen(requests + 1, first);
    }
}
