package io.lblab.traffic.listen;

import io.lblab.traffic.FailureWords;
import io.lblab.traffic.listen.ListenersSnapshot.Heard;
import io.lblab.traffic.listen.ListenersSnapshot.State;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.atomic.LongAdder;
import okhttp3.Call;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/// One listener: keeps a stream open, and comes back when it ends. Runs on a virtual thread of its
/// own; what others read of it is volatile.
final class Listener implements Runnable {

    private static final long USUAL_RETRY_MILLIS = 3_000;

    private final Listeners all;
    private final int number;
    private final String client;
    private final byte[] buffer = new byte[512];

    private volatile State state = State.CONNECTING;
    private volatile String instance = "";
    private volatile int connections;
    private volatile long events;
    private volatile int probesHeard;
    private volatile int probesMissed;
    private volatile int lastProbe;

    /// What is on its way, and since when nothing has come of it.
    private volatile @Nullable Call call;

    private volatile long quietSince;
    private volatile String cutOff = "";

    private String lastId = "";
    private long retryMillis = USUAL_RETRY_MILLIS;
    private boolean saidBye;

    Listener(Listeners all, int number, String client) {
        this.all = all;
        this.number = number;
        this.client = client;
    }

    @Override
    public void run() {
        try {
            while (!all.isClosed()) {
                boolean again = listenOnce();
                state = again && !all.isClosed() ? State.WAITING : State.ENDED;
                if (!again || all.isClosedWithin(retryMillis)) {
                    break;
                }
                state = State.CONNECTING;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            state = State.ENDED;
        }
    }

    /// @return whether it is to come back
    private boolean listenOnce() throws InterruptedException {
        saidBye = false;
        cutOff = "";
        String why;
        all.awaitTurnToConnect();
        boolean connecting = true;
        quietSince = System.nanoTime();
        Call mine = all.call(number, lastId);
        call = mine;
        if (all.isClosed()) {
            mine.cancel();
        }
        try (Response response = mine.execute()) {
            all.connected();
            connecting = false;
            if (response.code() == 204) {
                all.broke("status 204: nothing to listen to");
                return false;
            }
            why = refusal(response);
            if (why.isEmpty()) {
                String held = response.header("X-Instance-ID");
                open(held == null ? "none" : held);
                read(response.body().source());
                why = saidBye ? "the instance said farewell" : "stream ended";
            }
        } catch (IOException e) {
            why = cutOff.isEmpty() ? FailureWords.of(e, !connecting) : cutOff;
        } finally {
            if (connecting) {
                all.connected();
            }
            call = null;
        }
        if (!all.isClosed()) {
            all.broke(why);
        }
        return true;
    }

    private static String refusal(Response response) {
        if (response.code() != 200) {
            return "status " + response.code();
        }
        String type = response.header("Content-Type");
        return type != null && type.startsWith("text/event-stream")
                ? ""
                : "the answer is no event stream";
    }

    // One thread writes these counters; the others read them.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void open(String holder) {
        instance = holder;
        connections++;
        quietSince = System.nanoTime();
        state = State.OPEN;
    }

    private void read(BufferedSource source) throws IOException {
        LongAdder heardFromThere = all.heardFrom(instance);
        EventParser parser = new EventParser(lastId, event -> heard(event, heardFromThere));
        try {
            for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
                quietSince = System.nanoTime();
                parser.feed(buffer, read);
                retryMillis = parser.retryMillis().orElse(retryMillis);
            }
        } catch (ProtocolException e) {
            cutOff = cutOff.isEmpty() ? String.valueOf(e.getMessage()) : cutOff;
            throw e;
        } finally {
            lastId = parser.lastId();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void heard(ServerEvent event, LongAdder heardFromThere) {
        if (event.type().equals("bye")) {
            saidBye = true;
            return;
        }
        int probe = all.probeOf(event, quietSince);
        if (probe > lastProbe) {
            probesHeard++;
            lastProbe = probe;
        }
        heardFromThere.increment();
        events++;
    }

    /// The number of the stream that is open; 0 when none is.
    int stream() {
        int number = connections;
        return state == State.OPEN ? number : 0;
    }

    boolean hasHeardOf(int probe) {
        return lastProbe >= probe;
    }

    /// It has not heard of a probe. Called by the probe's thread only.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void missedOne() {
        probesMissed++;
    }

    /// Ends a connection that has been quiet for too long. Called by the watchdog.
    void cutOffIfQuietSince(long connectingBefore, long silentBefore) {
        Call current = call;
        boolean open = state == State.OPEN;
        if (current != null && quietSince - (open ? silentBefore : connectingBefore) < 0) {
            cutOff = open ? "silent for too long" : all.overdueWords();
            current.cancel();
        }
    }

    void hangUp() {
        Call current = call;
        if (current != null) {
            current.cancel();
        }
    }

    Heard heard() {
        return new Heard(client, instance, state, events, connections, probesHeard, probesMissed);
    }
}
