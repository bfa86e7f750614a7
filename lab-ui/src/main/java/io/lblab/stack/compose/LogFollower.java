package io.lblab.stack.compose;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import io.lblab.stack.StackException;
import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Follows the log of one service, across restarts of its container and across new containers of
/// the same service, until it is closed.
final class LogFollower implements Subscription {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final DockerEngine engine;
    private final String service;
    private final Consumer<LogLine> listener;
    private final CountDownLatch attached = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Reading reading;
    private Instant after;
    private volatile Instant last;

    /// Starts following, and returns when no line can be missed any more.
    ///
    /// @param lastLines how many lines from before come first
    /// @param after lines that are not younger are left out
    static LogFollower start(
            DockerEngine engine,
            String service,
            int lastLines,
            Instant after,
            Consumer<LogLine> listener)
            throws StackException {
        String container = engine.existing(service).getId();
        LogFollower follower =
                new LogFollower(engine, service, lastLines, after, container, listener);
        follower.thread.start();
        try {
            follower.attached.await();
        } catch (InterruptedException e) {
            follower.close();
            Thread.currentThread().interrupt();
        }
        return follower;
    }

    private LogFollower(
            DockerEngine engine,
            String service,
            int lastLines,
            Instant after,
            String container,
            Consumer<LogLine> listener) {
        this.engine = engine;
        this.service = service;
        this.after = after;
        this.last = after;
        this.listener = listener;
        this.thread =
                Thread.ofVirtual()
                        .name("log of " + service)
                        .unstarted(() -> follow(container, lastLines));
    }

    /// The last lines of a service's log, oldest first.
    static List<LogLine> last(DockerEngine engine, String service, int lines)
            throws StackException {
        String container = engine.existing(service).getId();
        List<LogLine> found = Collections.synchronizedList(new ArrayList<>());
        Reading reading = new Reading(service, found::add, () -> {});
        engine.ask(docker -> command(docker.logContainerCmd(container), lines).exec(reading));
        try {
            reading.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return List.copyOf(found);
    }

    private void follow(String firstContainer, int lastLines) {
        try {
            String container = firstContainer;
            read(container, lastLines);
            String startedAt = "";
            while (!closed) {
                Optional<InspectContainerResponse> found = running();
                String start = found.map(c -> c.getId() + c.getState().getStartedAt()).orElse("");
                if (found.isPresent() && !start.equals(startedAt)) {
                    startedAt = start;
                    container = found.get().getId();
                    read(container, Integer.MAX_VALUE);
                } else {
                    Thread.sleep(LOOK_AGAIN);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } finally {
            attached.countDown();
        }
    }

    private Optional<InspectContainerResponse> running() {
        try {
            return engine.container(service)
                    .filter(c -> Boolean.TRUE.equals(c.getState().getRunning()));
        } catch (StackException e) {
            return Optional.empty(); // the engine is away; it is asked again
        }
    }

    /// Reads one run of one container to its end.
    private void read(String container, int lastLines) throws InterruptedException {
        after = last; // what was heard in the run before is not heard twice
        Reading run = new Reading(service, this::hear, attached::countDown);
        reading = run;
        if (closed) {
            return;
        }
        try {
            engine.ask(docker -> {
                LogContainerCmd command =
                        command(docker.logContainerCmd(container), lastLines)
                                .withFollowStream(true);
                if (lastLines == Integer.MAX_VALUE) {
                    command.withSince((int) after.getEpochSecond()).withTailAll();
                }
                return command.exec(run);
            });
            run.awaitCompletion();
        } catch (StackException e) {
            run.onComplete(); // the container or the engine went away
        }
    }

    private void hear(LogLine line) {
        Instant at = line.at().orElse(last);
        if (at.isAfter(after) && !closed) {
            last = at;
            listener.accept(line);
        }
    }

    private static LogContainerCmd command(LogContainerCmd command, int lines) {
        return command.withStdOut(true).withStdErr(true).withTimestamps(true).withTail(lines);
    }

    @Override
    public void close() {
        closed = true;
        Reading current = reading;
        if (current != null) {
            current.onComplete();
        }
        thread.interrupt();
    }

    /// One request to the engine for a log.
    private static final class Reading extends ResultCallback.Adapter<Frame> {

        private final LogLines output;
        private final LogLines errors;
        private final Runnable started;

        Reading(String service, Consumer<LogLine> listener, Runnable started) {
            this.output = new LogLines(service, listener);
            this.errors = new LogLines(service, listener);
            this.started = started;
        }

        @Override
        public void onStart(Closeable stream) {
            super.onStart(stream);
            started.run();
        }

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? errors : output).accept(frame);
        }

        @Override
        public void onError(Throwable thrown) {
            onComplete(); // the stream broke off; whoever follows looks again
        }

        @Override
        public void onComplete() {
            output.end();
            errors.end();
            super.onComplete();
        }
    }
}
