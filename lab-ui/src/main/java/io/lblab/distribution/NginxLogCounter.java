package io.lblab.distribution;

import io.lblab.nginx.AccessLogEntry;
import io.lblab.nginx.AccessLogEntry.Attempt;
import java.time.Duration;
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

    private final Map<String, String> serverByAddress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition counted = lock.newCondition();
    private final Map<String, Long> tried = new LinkedHashMap<>();
    private final Map<String, Long> answered = new LinkedHashMap<>();
    private final Map<Integer, Long> ownAnswers = new TreeMap<>();
    private long requests;
    private long retried;
    private long fromCache;

    /// @param instanceAddresses `ip:port` by server name, as nginx prints it in `$upstream_addr`
    public NginxLogCounter(Map<String, String> instanceAddresses) {
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

    /// Waits until so many requests were logged: nginx writes a line just after the client has the
    /// answer.
    ///
    /// @return whether they were in time
    public boolean await(long atLeast, Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (requests < atLeast) {
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

    private String server(Attempt attempt) {
        return serverByAddress.getOrDefault(attempt.address(), attempt.address());
    }
}
