package io.lblab.shop.accounts;

import java.time.Duration;
import java.util.Optional;

/// Counts attempts by key. A window begins with the first attempt and ends of itself. Methods throw
/// [io.lblab.shop.session.SessionsAway] when the counts cannot be reached.
public interface AttemptLimit {
    /// Counts one more, unless there were as many as allowed: then tells how long to wait. Counting
    /// before the attempt is made lets no number of parallel ones through.
    Optional<Duration> begin(String key, int most, Duration window);

    /// Takes one back, as if it had not been made.
    void undo(String key);

    /// Begins anew.
    void forget(String key);
}
