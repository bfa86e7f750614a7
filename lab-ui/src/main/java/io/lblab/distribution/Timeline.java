package io.lblab.distribution;

import java.time.Duration;
import java.util.List;

/// Answers over time: slices of one width from the run's start, by the moment of the answer. A
/// longer run has wider slices, never more than [#MAX_SLICES].
///
/// @param width of each slice, 100 ms times a power of two
/// @param slices counts by index of an instance; a slice without answers is empty
public record Timeline(Duration width, List<Counts> slices) {

    public static final int MAX_SLICES = 600;

    public Timeline {
        slices = List.copyOf(slices);
    }
}
