package io.lblab.distribution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// The intervals of a run being filled. Those that are over are kept compressed; when there are too
/// many, neighbours are added up and the width doubles, so that the size is bounded.
final class Intervals {

    static final int MOST = 1_200;
    private static final long FIRST_WIDTH = 1_000_000_000L;
    private static final int DIGITS = 3;

    /// So many of the last intervals stay open for answers that come in late from another thread.
    private static final int OPEN = 2;

    private final TreeMap<Long, Open> open = new TreeMap<>();
    private List<Interval> closed = new ArrayList<>();
    private volatile long width = FIRST_WIDTH;

    private static final class Open {
        final Histogram micros = histogram();
        long errors;
    }

    static Histogram histogram() {
        Histogram histogram = new Histogram(DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    /// In nanoseconds; may double at any time.
    long width() {
        return width;
    }

    /// Adds what one thread has counted.
    ///
    /// @param atNanos any moment of the interval, since the run's start
    synchronized void add(long atNanos, Histogram micros, long errors) {
        while (atNanos / width >= MOST) {
            widen();
        }
        long place = atNanos / width;
        if (place < closed.size()) {
            Interval late = closed.get((int) place);
            Histogram sum = late.micros();
            sum.add(micros);
            closed.set(
                    (int) place, Interval.of(late.at(), late.width(), sum, late.errors() + errors));
            return;
        }
        Open into = open.computeIfAbsent(place, _ -> new Open());
        into.micros.add(micros);
        into.errors += errors;
        while (open.size() > OPEN) {
            close(open.firstKey());
        }
    }

    /// All of them, without a gap; the last ones may still grow.
    synchronized List<Interval> toList() {
        List<Interval> all = new ArrayList<>(closed);
        for (Map.Entry<Long, Open> entry : open.entrySet()) {
            fill(all, entry.getKey());
            all.add(interval(entry.getKey(), entry.getValue()));
        }
        return all;
    }

    private void close(long place) {
        Open over = open.remove(place);
        fill(closed, place);
        if (over != null) {
            closed.add(interval(place, over));
        }
    }

    /// Empty ones up to that place: seconds in which nothing was answered.
    private void fill(List<Interval> all, long place) {
        while (all.size() < place) {
            all.add(interval(all.size(), new Open()));
        }
    }

    private Interval interval(long place, Open counted) {
        return Interval.of(
                Duration.ofNanos(place * width),
                Duration.ofNanos(width),
                counted.micros,
                counted.errors);
    }

    private void widen() {
        long wider = 2 * width;
        List<Interval> halved = new ArrayList<>(MOST);
        for (int i = 0; i < closed.size(); i += 2) {
            Interval first = closed.get(i);
            Histogram sum = first.micros();
            long errors = first.errors();
            if (i + 1 < closed.size()) {
                sum.add(closed.get(i + 1).micros());
                errors += closed.get(i + 1).errors();
            }
            halved.add(Interval.of(first.at(), Duration.ofNanos(wider), sum, errors));
        }
        Map<Long, Open> before = new TreeMap<>(open);
        open.clear();
        closed = halved;
        width = wider;
        before.forEach((place, part) -> add(place * (wider / 2), part.micros, part.errors));
    }
}
