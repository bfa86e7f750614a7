package io.lblab.shop.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private final OffsetTracker tracker = new OffsetTracker();

    @Test
    void nothingDoneIsNothingToCommit() {
        tracker.begin(5);
        tracker.begin(6);

        assertThat(tracker.toCommit()).isEmpty();
        assertThat(tracker.inFlight()).isEqualTo(2);
    }

    @Test
    void messageThatIsNotDoneHoldsBackLaterOnes() {
        tracker.begin(5);
        tracker.begin(6);
        tracker.begin(7);
        tracker.done(6);
        tracker.done(7);
        assertThat(tracker.toCommit()).isEmpty();

        tracker.done(5);
        assertThat(tracker.toCommit()).hasValue(8);
    }

    @Test
    void commitThatFailedIsAskedForAgain() {
        tracker.begin(0);
        tracker.done(0);
        assertThat(tracker.toCommit()).hasValue(1);
        assertThat(tracker.toCommit()).hasValue(1);

        tracker.committed(1);
        assertThat(tracker.toCommit()).isEmpty();
    }
}
