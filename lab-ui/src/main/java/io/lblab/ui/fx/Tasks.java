package io.lblab.ui.fx;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;

/// Takes blocking work off the JavaFX thread and brings its result back. The only place that calls
/// `Platform.runLater`.
public final class Tasks {

    private final Executor background;
    private final Executor fx;

    /// @param background where work runs; tests may run it at once
    /// @param fx where results are delivered
    public Tasks(Executor background, Executor fx) {
        this.background = background;
        this.fx = fx;
    }

    /// Work on a virtual thread each, results on the JavaFX thread.
    public static Tasks onVirtualThreads() {
        return new Tasks(
                work -> Thread.ofVirtual().name("task-", 0).start(work), Platform::runLater);
    }

    /// Work that is started by [Call#start()].
    public <T> Call<T> call(Callable<T> work) {
        return new Call<>(work);
    }

    /// Runs it on the JavaFX thread, soon.
    public void onFx(Runnable work) {
        fx.execute(work);
    }

    /// One piece of work and what becomes of its result.
    public final class Call<T> {
        private final Callable<T> work;
        private Consumer<T> success = result -> {};
        private Consumer<Exception> error =
                failure -> {
                    throw new IllegalStateException("A task failed", failure);
                };

        private Call(Callable<T> work) {
            this.work = work;
        }

        public Call<T> onSuccess(Consumer<T> then) {
            success = then;
            return this;
        }

        public Call<T> onError(Consumer<Exception> then) {
            error = then;
            return this;
        }

        public void start() {
            background.execute(this::run);
        }

        private void run() {
            try {
                T result = work.call();
                fx.execute(() -> success.accept(result));
            } catch (Exception e) {
                fx.execute(() -> error.accept(e));
            }
        }
    }
}
