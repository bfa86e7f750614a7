package io.lblab.traffic.listen;

import io.lblab.traffic.ClientPool;
import io.lblab.traffic.Connections;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ListenersSnapshot.Held;
import io.lblab.traffic.listen.ListenersSnapshot.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Call;
import okhttp3.Request;

/// Listeners on the shop's event stream, from [#open(ListenPlan)] to [#close()]. Any thread.
public final class Listeners implements AutoCloseable {

    /// Connections begun at the same time.
    private static final int CONNECTING_AT_MOST = 64;

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_PER_SECOND = 10;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final ListenPlan plan;
    private final Connections connections;
    private final List<Listener> listeners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore turns = new Semaphore(CONNECTING_AT_MOST);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Tallies breaks = new Tallies();
    private final Tallies events = new Tallies();
    private final Optional<Prober> prober;
    private final long[] totals = new long[TICKS_PER_SECOND];
    private volatile double eventsPerSecond;

    private Listeners(ListenPlan plan) {
        this.plan = plan;
        connections = new Connections(plan.clients(), plan.listeners());
        for (int i = 0; i < plan.listeners(); i++) {
            listeners.add(new Listener(this, i, plan.clients().addresses().get(client(i))));
        }
        prober = plan.probe().map(probe -> new Prober(probe, listeners, closing));
    }

    /// Begins to connect, and to probe as soon as every listener has a stream.
    public static Listeners open(ListenPlan plan) {
        Listeners all = new Listeners(plan);
        all.start();
        return all;
    }

    private void start() {
        for (int i = 0; i < listeners.size(); i++) {
            threads.add(Thread.ofVirtual().name("listener-" + i).start(listeners.get(i)));
        }
        Thread.ofPlatform().daemon().name("listen-watchdog").start(this::watch);
        prober.ifPresent(
                probing -> threads.add(Thread.ofVirtual().name("listen-probe").start(probing)));
    }

    /// All of them at this moment; cheap enough for ten times a second.
    public ListenersSnapshot snapshot() {
        List<Heard> heard = listeners.stream().map(Listener::heard).toList();
        Map<String, Long> counted = events.counts();
        Map<String, Integer> held = new TreeMap<>();
        for (Heard one : heard) {
            if (one.state() == State.OPEN) {
                held.merge(one.instance(), 1, Integer::sum);
            }
        }
        Map<String, Held> instances = new TreeMap<>();
        counted.forEach(
                (id, count) -> instances.put(id, new Held(held.getOrDefault(id, 0), count)));
        return new ListenersSnapshot(
                heard,
                instances,
                heard.stream().mapToLong(Heard::events).sum(),
                eventsPerSecond,
                breaks.counts(),
                prober.map(Prober::found).orElse(Prober.NOTHING));
    }

    /// Waits until every listener has a stream.
    ///
    /// @return whether that came true in time
    public boolean awaitAllOpen(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (listeners.stream().anyMatch(one -> one.stream() == 0)) {
            if (System.nanoTime() - end > 0 || isClosedWithin(5)) {
                return false;
            }
        }
        return true;
    }

    /// Ends the probing, gives back the stock it has moved, and waits until the last probe is
    /// settled; the listeners stay.
    public void endProbing() {
        prober.ifPresent(Prober::end);
    }

    /// Ends probing and listening.
    @Override
    public void close() {
        endProbing();
        closing.countDown();
        listeners.forEach(Listener::hangUp);
        try {
            for (Thread thread : threads) {
                thread.join(FAREWELL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.close();
    }

    boolean isClosed() {
        return closing.getCount() == 0;
    }

    boolean isClosedWithin(long millis) throws InterruptedException {
        return closing.await(millis, TimeUnit.MILLISECONDS);
    }

    void awaitTurnToConnect() throws InterruptedException {
        turns.acquire();
    }

    /// A connection was answered, or could not be had.
    void connected() {
        turns.release();
    }

    void broke(String why) {
        breaks.add(why);
    }

    /// Counts what is heard from an instance.
    LongAdder heardFrom(String instance) {
        return events.of(instance);
    }

    /// The number of the probe that an event is about; 0 for none.
    int probeOf(ServerEvent event, long readAt) {
        return prober.isPresent() ? prober.get().heard(event, readAt) : 0;
    }

    String overdueWords() {
        return "timed out after " + plan.connectPatience().toMillis() / 1000.0 + " s";
    }

    Call call(int number, String lastEventId) {
        Request.Builder request =
                new Request.Builder()
                        .url(plan.base() + "/events")
                        .header("Accept", "text/event-stream")
                        .header("Cache-Control", "no-cache")
                        .header("Accept-Encoding", "identity")
                        .header("User-Agent", "lb-lab");
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        if (plan.clients().via() == ClientPool.Via.FORWARDED_FOR) {
            request.header("X-Forwarded-For", plan.clients().addresses().get(client(number)));
        }
        return connections.callAnew(request.build(), number, client(number));
    }

    private int client(int number) {
        return number % plan.clients().addresses().size();
    }

    private void watch() {
        try {
            for (int tick = 0; !isClosedWithin(TICK.toMillis()); tick++) {
                long now = System.nanoTime();
                long connectingBefore = now - plan.connectPatience().toNanos();
                long silentBefore = now - plan.silencePatience().toNanos();
                listeners.forEach(one -> one.cutOffIfQuietSince(connectingBefore, silentBefore));
                long total = events.counts().values().stream().mapToLong(Long::longValue).sum();
                int place = tick % TICKS_PER_SECOND;
                eventsPerSecond = total - totals[place];
                totals[place] = total;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
