package io.lblab.distribution;

import io.lblab.nginx.AccessLogEntry;
import io.lblab.nginx.AccessLogEntry.Attempt;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The second observer of a run: counts who answered from nginx's own access log. Takes the log's
/// lines on any thread; open the subscription before the run starts. Its size doesn't grow with the
/// requests.
public final class NginxLogCounter implements Consumer<String> {

    /// Generations told apart; a run under more has no verdict by generation.
    private static final int MAX_GENERATIONS = 64;

    private final Map<String, String> serverByAddress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition counted = lock.newCondition();
    private final Map<String, Long> tried = new LinkedHashMap<>();
    private final Map<String, Long> answered = new LinkedHashMap<>();
    private final Map<Integer, Long> ownAnswers = new TreeMap<>();
    private final Map<Integer, GenerationSeen> generations = new TreeMap<>();
    private final Map<String, Instant> firstAsked = new HashMap<>();
    private final FailureMarks marks;
    private long requests;
    private long retried;
    private long fromCache;
    private int newest;

    /// @param instanceAddresses `ip:port` by server name, as nginx prints it in `$upstream_addr`
    /// @param upstream how many failures it takes until nginx leaves a server out, and for how long
    public NginxLogCounter(Map<String, String> instanceAddresses, Upstream upstream) {
        marks = new FailureMarks(upstream);
        serverByAddress = new HashMap<>();
        instanceAddresses.forEach((server, address) -> serverByAddress.put(address, server));
    }

    /// Counts one line; a line that is none of the lab's access log is passed over.
    @Override
    public void accept(String line) {
        AccessLogEntry.parse(line).ifPresent(this::count);
    }

    public NginxCounts counts() {
        lock.lock();
        try {
            return new NginxCounts(requests, answered, tried, retried, fromCache, ownAnswers);
        } finally {
            lock.unlock();
        }
    }

    /// The servers that nginx left out so far.
    public List<FailureMark> failures() {
        lock.lock();
        try {
            return marks.all();
        } finally {
            lock.unlock();
        }
    }

    /// By server, when the first of the logged requests began that it was asked; who is missing was
    /// asked nothing that is over and logged.
    public Map<String, Instant> firstAsked() {
        lock.lock();
        try {
            return new TreeMap<>(firstAsked);
        } finally {
            lock.unlock();
        }
    }

    /// What was logged under each generation of the configuration, in their order.
    public Map<Integer, GenerationSeen> generations() {
        lock.lock();
        try {
            return new TreeMap<>(generations);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the log covers the run: nginx writes a line just after the client has the
    /// answer.
    ///
    /// @return whether it did in time
    public boolean await(DistributionSnapshot run, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (requests < run.total() || !counts().covers(run)) {
                if (left <= 0) {
                    return false;
                }
                left = counted.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void count(AccessLogEntry entry) {
        lock.lock();
        try {
            requests++;
            List<Attempt> asked = entry.attempts().stream().filter(Attempt::reachedServer).toList();
            asked.forEach(attempt -> tried.merge(server(attempt), 1L, Long::sum));
            retried += asked.size() > 1 ? 1 : 0;
            note(entry, asked);
            if (entry.attempts().isEmpty() && entry.cache().equals("HIT")) {
                fromCache++;
            } else if (!asked.isEmpty() && !entry.instance().isEmpty()) {
                answered.merge(server(asked.getLast()), 1L, Long::sum);
            } else {
                ownAnswers.merge(entry.status(), 1L, Long::sum);
            }
            counted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Who failed and who answered when, and under which configuration.
    private void note(AccessLogEntry entry, List<Attempt> asked) {
        Instant at;
        try {
            at = OffsetDateTime.parse(entry.time()).toInstant();
        } catch (DateTimeParseException notATime) {
            return;
        }
        GenerationSeen before = generations.get(entry.generation());
        if (before == null && generations.size() < MAX_GENERATIONS) {
            if (!generations.isEmpty() && entry.generation() > newest) {
                marks.reloaded(at);
            }
            newest = Math.max(newest, entry.generation());
        }
        if (before != null || generations.size() < MAX_GENERATIONS) {
            generations.put(
                    entry.generation(),
                    before == null ? new GenerationSeen(1, at) : before.andOneMore());
        }
        Instant begun = at.minusMillis(Math.round(entry.requestSeconds() * 1e3));
        asked.forEach(attempt ->
                firstAsked.merge(
                        server(attempt), begun, (one, other) -> one.isBefore(other) ? one : other));
        for (int i = 0; i < asked.size(); i++) {
            boolean last = i == asked.size() - 1;
            // Of an attempt that was repeated elsewhere the log says nothing good.
            if (last && !entry.instance().isEmpty()) {
                marks.answered(server(asked.get(i)), at);
            } else if (!last || asked.get(i).status() == 502 || asked.get(i).status() == 504) {
                marks.failed(server(asked.get(i)), at);
            }
        }
    }

    private String server(Attempt attempt) {
        return serverByAddress.getOrDefault(attempt.address(), attempt.address());
    }
}
