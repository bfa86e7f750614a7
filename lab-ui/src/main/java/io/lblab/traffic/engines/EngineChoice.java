package io.lblab.traffic.engines;

import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.raw.RawEngine;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The engine of a plan, and why it is that one.
///
/// @param reason one sentence
public record EngineChoice(Kind kind, String reason) {

    /// The engines there are.
    public enum Kind {
        /// Selector loops and a parser of the lab's own: the least the client can cost.
        RAW,
        /// OkHttp on virtual threads.
        OKHTTP;

        /// As it is typed: `raw`, `okhttp`.
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The kind of that id.
        ///
        /// @throws InvalidPlanException naming the engines there are
        public static Kind ofId(String id) {
            for (Kind kind : values()) {
                if (kind.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
                    return kind;
                }
            }
            throw new InvalidPlanException("There is no engine \"" + id + "\": use raw or okhttp.");
        }

        TrafficEngine engine() {
            return switch (this) {
                case RAW -> new RawEngine();
                case OKHTTP -> new OkHttpEngine();
            };
        }
    }

    /// What the plan asks for: as many requests as there can be, or at moments that must be kept,
    /// takes the raw engine; clients that think most of the time are as well served by OkHttp.
    public static EngineChoice of(TrafficPlan plan) {
        Optional<String> lacking = RawEngine.lacks(plan);
        if (lacking.isPresent()) {
            return new EngineChoice(
                    Kind.OKHTTP, "the plan has " + lacking.get() + ", which OkHttp's engine knows");
        }
        Optional<String> rewritten = OkHttpEngine.rewrites(plan);
        if (rewritten.isPresent()) {
            return new EngineChoice(
                    Kind.RAW, "OkHttp would resolve the . and .. of " + rewritten.get());
        }
        return switch (plan.load()) {
            case Load.Open _ ->
                    new EngineChoice(
                            Kind.RAW,
                            "the raw engine keeps the schedule itself, so that requests leave when they are"
                                    + " due");
            case Load.Closed closed ->
                    closed.think().compareTo(Duration.ZERO) > 0
                            ? new EngineChoice(
                                    Kind.OKHTTP,
                                    "clients that think send little: OkHttp is the one that browsers"
                                            + " resemble")
                            : new EngineChoice(
                                    Kind.RAW,
                                    "the raw engine takes a third of the processor time per request, which"
                                            + " it leaves to nginx and the shop");
        };
    }

    /// What somebody asked for.
    ///
    /// @throws InvalidPlanException when there is no such engine
    public static EngineChoice asked(String id) {
        return new EngineChoice(Kind.ofId(id), "that is what was asked for");
    }

    /// A fresh one of this kind.
    public TrafficEngine engine() {
        return kind.engine();
    }

    /// Makes ready for a plan whose schedule is to be kept.
    ///
    /// @param scratch takes the samples of the warm-up, like the run's own sink, and is then of no
    ///   more use
    public static void warmUpFor(TrafficPlan plan, EngineChoice choice, SampleSink scratch)
            throws InterruptedException {
        if (plan.load() instanceof Load.Open) {
            WarmUp.once(choice.kind(), scratch);
        }
    }

    /// An engine that chooses for each plan.
    public static TrafficEngine automatic() {
        return new TrafficEngine() {
            @Override
            public TrafficRun start(TrafficPlan plan, SampleSink sink) {
                return of(plan).engine().start(plan, sink);
            }
        };
    }
}
