package io.lblab.distribution.threshold;

import io.lblab.distribution.Percentiles;
import java.util.Locale;
import java.util.Optional;

/// What of a latency is bounded.
public enum LatencyFigure {
    MEAN("mean"),
    P50("p50"),
    P90("p90"),
    P95("p95"),
    P99("p99"),
    P999("p99.9"),
    MAX("max");

    private final String id;

    LatencyFigure(String id) {
        this.id = id;
    }

    /// As it is typed: `p99.9`.
    String id() {
        return id;
    }

    /// Takes it, in milliseconds.
    double of(Percentiles times) {
        return switch (this) {
            case MEAN -> times.mean();
            case P50 -> times.p50();
            case P90 -> times.p90();
            case P95 -> times.p95();
            case P99 -> times.p99();
            case P999 -> times.p999();
            case MAX -> times.max();
        };
    }

    static Optional<LatencyFigure> ofId(String text) {
        for (LatencyFigure figure : values()) {
            if (figure.id.equals(text.toLowerCase(Locale.ROOT))) {
                return Optional.of(figure);
            }
        }
        return Optional.empty();
    }
}
