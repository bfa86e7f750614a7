package io.lblab.distribution.statistics;

import java.util.OptionalInt;

/// The order of picks held against a forecast, pick by pick.
///
/// @param compared how many: the shorter of the two
/// @param differing how many of them are on another server
/// @param first the first of those, from 0; empty when none differs
public record PickComparison(int compared, int differing, OptionalInt first) {

    public static PickComparison of(int[] picks, int[] forecast) {
        int compared = Math.min(picks.length, forecast.length);
        int differing = 0;
        OptionalInt first = OptionalInt.empty();
        for (int i = 0; i < compared; i++) {
            if (picks[i] != forecast[i]) {
                first = differing == 0 ? OptionalInt.of(i) : first;
                differing++;
            }
        }
        return new PickComparison(compared, differing, first);
    }
}
