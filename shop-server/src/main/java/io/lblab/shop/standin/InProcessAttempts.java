package io.lblab.shop.standin;

import io.lblab.shop.accounts.AttemptLimit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Attempts counted in this process, for this instance alone.
public final class InProcessAttempts implements AttemptLimit {
    private static final int MOST_KEYS = 10_000;

    private final Bounded<Window> windows;
    private final InstantSource clock;

    private record Window(int count, long end) {}

    public InProcessAttempts(InstantSource clock) {
        this.windows = new Bounded<>(MOST_KEYS, clock);
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Duration> begin(String key, int most, Duration window) {
        long now = clock.millis();
        Window known = windows.get(key);
        Window open =
                known != null && known.end > now ? known : new Window(0, now + window.toMillis());
        if (open.count >= most) {
            return Optional.of(Duration.ofMillis(open.end - now));
        }
        windows.put(key, new Window(open.count + 1, open.end), window);
        return Optional.empty();
    }

    @Override
    public synchronized void undo(String key) {
        Window known = windows.get(key);
        if (known != null && known.count > 0 && known.end > clock.millis()) {
            Duration left = Duration.ofMillis(known.end - clock.millis());
            windows.put(key, new Window(known.count - 1, known.end), left);
        }
    }

    @Override
    public synchronized void forget(String key) {
        windows.remove(key);
    }
}
