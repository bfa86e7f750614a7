package io.lblab.nginx;

import io.lblab.nginx.ApplyStep.Kind;
import io.lblab.nginx.ApplyStep.Status;
import java.time.Duration;
import java.util.function.Consumer;

/// Tells a listener of each step of an apply: when it begins, and how it ended.
final class StepReport {

    private final Consumer<ApplyStep> listener;

    StepReport(Consumer<ApplyStep> listener) {
        this.listener = listener;
    }

    Step begin(Kind kind, String command) {
        listener.accept(new ApplyStep(kind, Status.RUNNING, command, "", Duration.ZERO));
        return new Step(kind, command, System.nanoTime());
    }

    final class Step {
        private final Kind kind;
        private final String command;
        private final long began;

        private Step(Kind kind, String command, long began) {
            this.kind = kind;
            this.command = command;
            this.began = began;
        }

        void done(String detail) {
            done(command, detail);
        }

        /// @param exactCommand what was really run, once that is known
        void done(String exactCommand, String detail) {
            end(Status.DONE, exactCommand, detail);
        }

        void failed(String exactCommand, String detail) {
            end(Status.FAILED, exactCommand, detail);
        }

        private void end(Status status, String exactCommand, String detail) {
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            listener.accept(new ApplyStep(kind, status, exactCommand, detail, took));
        }
    }
}
