package io.lblab.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How requests are spread over time.
public sealed interface Load {

    /// Requests in flight at most, whatever the model.
    int MAX_IN_FLIGHT = 4_096;

    /// A closed model: each client sends its next request when its last was answered. How fast it
    /// goes is up to the server; a server that stalls is asked less, and looks better than it is.
    ///
    /// @param clients requests in flight together, 1 to 2,048
    /// @param think of a client, between an answer and its next request
    record Closed(int clients, Duration think, Until until) implements Load {

        static final int MOST = 2_048;

        public Closed {
            if (clients < 1 || clients > MOST) {
                throw new InvalidPlanException(
                        "The concurrency, " + clients + ", is not between 1 and " + MOST + ".");
            }
            if (think.isNegative() || think.compareTo(Until.LONGEST) > 0) {
                throw new InvalidPlanException(
                        "The think time is not between 0 and 24 hours: " + think + ".");
            }
        }
    }

    /// An open model: requests are due at moments that are fixed beforehand, whatever the answers
    /// do, as users arrive at a shop. Their latency counts from the moment they were due.
    ///
    /// @param stages one after the other
    /// @param inFlightAtMost further requests wait, and their waiting counts as latency
    record Open(List<Stage> stages, Arrivals arrivals, int inFlightAtMost) implements Load {

        private static final int MOST_STAGES = 100;

        public Open {
            stages = List.copyOf(stages);
            if (stages.isEmpty() || stages.size() > MOST_STAGES) {
                throw new InvalidPlanException(
                        "An open model has between 1 and "
                                + MOST_STAGES
                                + " stages, not "
                                + stages.size()
                                + ".");
            }
            if (inFlightAtMost < 1 || inFlightAtMost > MAX_IN_FLIGHT) {
                throw new InvalidPlanException(
                        "Requests in flight at most, "
                                + inFlightAtMost
                                + ", is not between 1 and "
                                + MAX_IN_FLIGHT
                                + ".");
            }
            double requests = stages.stream().mapToDouble(Stage::requests).sum();
            if (requests < 1 || requests > TrafficPlan.MAX_REQUESTS) {
                throw new InvalidPlanException(
                        "That rate makes "
                                + Math.round(requests)
                                + " requests in its time: between 1 and "
                                + TrafficPlan.MAX_REQUESTS
                                + " are allowed.");
            }
        }

        /// A constant rate.
        public static Open constant(double perSecond, Duration time, Arrivals arrivals) {
            return new Open(List.of(new Stage(perSecond, perSecond, time)), arrivals, 1_024);
        }

        /// Requests a second asked for at a moment; 0 after the end.
        ///
        /// @param since the run's start
        public double rateAt(Duration since) {
            double left = since.toNanos() / 1e9;
            for (Stage stage : stages) {
                if (left < stage.seconds()) {
                    return stage.from() + (stage.to() - stage.from()) * left / stage.seconds();
                }
                left -= stage.seconds();
            }
            return 0;
        }

        /// From first to last.
        public Duration time() {
            return stages.stream().map(Stage::time).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /// A part of an open model, in which the rate goes in a straight line.
    ///
    /// @param from requests a second at its beginning, 0 to 100,000
    /// @param to requests a second at its end
    record Stage(double from, double to, Duration time) {

        private static final double MOST = 100_000;

        public Stage {
            if (!(from >= 0 && from <= MOST && to >= 0 && to <= MOST)) {
                throw new InvalidPlanException(
                        "A rate is between 0 and 100000 requests a second, not "
                                + (from >= 0 && from <= MOST ? to : from)
                                + ".");
            }
            if (time.isNegative() || time.isZero() || time.compareTo(Until.LONGEST) > 0) {
                throw new InvalidPlanException(
                        "A stage takes between a moment and 24 hours, not "
                                + LoadText.of(time)
                                + ".");
            }
        }

        /// How many it makes, on average.
        double requests() {
            return (from + to) / 2 * seconds();
        }

        double seconds() {
            return time.toNanos() / 1e9;
        }
    }

    /// How requests of an open model follow each other.
    enum Arrivals {
        /// At equal distances.
        EVEN,
        /// By chance and independent of each other, as people arrive: a Poisson process.
        POISSON
    }

    /// When a closed model ends: by whichever comes first.
    ///
    /// @param requests 1 to [TrafficPlan#MAX_REQUESTS]
    record Until(OptionalLong requests, Optional<Duration> time) {

        static final Duration LONGEST = Duration.ofHours(24);

        public Until {
            if (requests.isEmpty() && time.isEmpty()) {
                throw new InvalidPlanException(
                        "A run needs an end: a number of requests or a time.");
            }
            if (requests.isPresent()
                    && (requests.getAsLong() < 1
                            || requests.getAsLong() > TrafficPlan.MAX_REQUESTS)) {
                throw new InvalidPlanException(
                        "The number of requests, "
                                + requests.getAsLong()
                                + ", is not between 1 and "
                                + TrafficPlan.MAX_REQUESTS
                                + ".");
            }
            if (time.isPresent()
                    && (time.get().isNegative()
                            || time.get().isZero()
                            || time.get().compareTo(LONGEST) > 0)) {
                throw new InvalidPlanException(
                        "A run takes between a moment and 24 hours, not "
                                + LoadText.of(time.get())
                                + ".");
            }
        }

        public static Until requests(long number) {
            return new Until(OptionalLong.of(number), Optional.empty());
        }

        public static Until time(Duration time) {
            return new Until(OptionalLong.empty(), Optional.of(time));
        }
    }
}
