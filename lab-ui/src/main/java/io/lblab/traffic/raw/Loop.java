package io.lblab.traffic.raw;

import io.lblab.traffic.FailureWords;
import io.lblab.traffic.Load;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One thread with a selector, and its part of the requests in flight.
final class Loop implements Runnable {

    /// Of connections that wait for another request of their source.
    private static final int MOST_IDLE = 1_024;

    private static final int READ = 64 * 1024;
    private static final long SWEEP_MILLIS = 50;
    private static final long NEVER = Long.MAX_VALUE;

    private final RawRun run;
    private final Selector selector;
    private final Exchange[] exchanges;
    private final ArrayDeque<Exchange> ready = new ArrayDeque<>();
    private final IdleConnections idle;
    private final Texts texts = new Texts();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ);
    private final byte[] bytes = new byte[READ];
    private ByteBuffer out = ByteBuffer.allocateDirect(4 * 1024);
    private final Ticker ticker;
    private final long think;
    private final boolean fresh;
    private long sweptAt;
    private int inFlight;

    Loop(RawRun run, int inFlightAtMost) {
        this.run = run;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        exchanges = new Exchange[inFlightAtMost];
        for (int i = 0; i < inFlightAtMost; i++) {
            exchanges[i] = new Exchange(run);
            ready.add(exchanges[i]);
        }
        idle = new IdleConnections(run.sources().count());
        ticker = new Ticker(selector);
        fresh = run.plan().clients().freshConnections();
        think = run.plan().load() instanceof Load.Closed closed ? closed.think().toNanos() : 0;
    }

    /// Ends a wait of the loop.
    void wake() {
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            sweptAt = System.nanoTime();
            while (true) {
                long next = sendReady();
                if (run.isStopped() || (inFlight == 0 && next == NEVER)) {
                    return;
                }
                select(next);
                sweep();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    /// Waits for the network, or until the next request is due.
    private void select(long next) throws IOException {
        long left = next == NEVER ? NEVER : next - System.nanoTime();
        if (left <= 0) {
            selector.selectNow(this::handle);
            return;
        }
        if (left < TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS)) {
            ticker.wakeAt(next);
        }
        selector.select(this::handle, SWEEP_MILLIS);
    }

    /// Sends what is due, as far as exchanges are free for it.
    ///
    /// @return when the next one will be due, [#NEVER] when none will or none is free
    private long sendReady() {
        while (!run.isStopped()) {
            Exchange exchange = ready.peekFirst();
            if (exchange == null) {
                return NEVER;
            }
            long due = run.nextDue();
            if (due == NEVER) {
                return NEVER;
            }
            long now = System.nanoTime();
            long earliest = Math.max(due, exchange.readyAt);
            if (earliest - now > 0) {
                return earliest;
            }
            long index = run.claim();
            if (index < 0) {
                return NEVER;
            }
            ready.removeFirst();
            exchange.begin(index, run.sequence().at(index), run.isOpen() ? due : now, now);
            inFlight++;
            run.departed();
            send(exchange);
        }
        return NEVER;
    }

    private void send(Exchange exchange) {
        int source = run.sources().of(exchange.clientIndex());
        Connection connection = exchange.resent ? null : idle.take(source);
        try {
            if (connection != null
                    && !run.requests().isIdempotent(exchange)
                    && hasEnded(connection)) {
                // It may be processed once only, so it is not sent where no answer can come from.
                connection.close();
                connection = null;
                exchange.resent = true;
            }
            if (connection == null) {
                connection = connect(source);
            }
            connection.exchange = exchange;
            exchange.connection = connection;
            connection.send(request(exchange), run.requests().isHead(exchange));
        } catch (IOException e) {
            failed(exchange, e);
        }
    }

    private boolean hasEnded(Connection idleOne) {
        in.clear();
        try {
            return idleOne.read(in) != 0;
        } catch (IOException e) {
            return true;
        }
    }

    private Connection connect(int source) throws IOException {
        if (idle.count() >= MOST_IDLE) {
            Connection surplus = idle.takeAny();
            if (surplus != null) {
                surplus.close();
            }
        }
        return new Connection(selector, run.target(), run.sources().address(source), source, texts);
    }

    private ByteBuffer request(Exchange exchange) {
        int length = run.requests().length(exchange);
        if (out.capacity() < length) {
            out = ByteBuffer.allocateDirect(2 * length);
        }
        out.clear();
        run.requests().write(exchange, out);
        return out.flip();
    }

    private void handle(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isConnectable()) {
                connection.finishConnecting();
                if (!connection.isConnected()) {
                    return;
                }
                connection.sendOn();
            }
            if (key.isWritable()) {
                connection.sendOn();
            }
            if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException e) {
            Exchange exchange = connection.exchange;
            if (exchange == null) {
                idle.remove(connection);
                connection.close();
            } else {
                failed(exchange, e);
            }
        } catch (CancelledKeyException _) {
            // closed while it was handled
        }
    }

    private void read(Connection connection) throws IOException {
        in.clear();
        int length = connection.read(in);
        Exchange exchange = connection.exchange;
        if (exchange == null) {
            // Idle: it ended, or somebody speaks unasked. Neither is of use.
            idle.remove(connection);
            connection.close();
            return;
        }
        AnswerParser parser = connection.parser();
        if (length < 0) {
            if (!parser.isBegun()) {
                throw new EOFException("unexpected end of stream");
            }
            parser.end();
            answered(exchange, connection, true);
            return;
        }
        in.flip();
        in.get(bytes, 0, length);
        int end = parser.feed(bytes, 0, length);
        if (parser.isComplete()) {
            answered(exchange, connection, end < length);
        }
    }

    /// @param spoilt whether the connection can't carry another request
    private void answered(Exchange exchange, Connection connection, boolean spoilt) {
        long now = System.nanoTime();
        connection.exchange = null;
        exchange.end(
                now,
                connection.parser(),
                run.requests().failedCheck(exchange, connection.parser().status()));
        if (spoilt || fresh || !connection.isFree()) {
            connection.close();
        } else {
            idle.put(connection);
        }
        done(exchange);
    }

    private void failed(Exchange exchange, IOException e) {
        Connection connection = exchange.connection;
        boolean begun = connection != null && connection.parser().isBegun();
        boolean mayBeResent =
                connection != null
                        && connection.isReused()
                        && !begun
                        && !exchange.resent
                        && run.requests().isIdempotent(exchange);
        if (connection != null) {
            connection.exchange = null;
            connection.close();
        }
        if (mayBeResent) {
            exchange.resent = true;
            exchange.connection = null;
            send(exchange);
            return;
        }
        exchange.end(System.nanoTime(), headOf(connection), FailureWords.of(e, begun));
        done(exchange);
    }

    /// What of an answer was read: its head at least, else nothing.
    private static @Nullable AnswerParser headOf(@Nullable Connection connection) {
        return connection != null && connection.parser().isHeadRead() ? connection.parser() : null;
    }

    private void done(Exchange exchange) {
        inFlight--;
        run.arrived(exchange);
        exchange.readyAt = think == 0 ? exchange.readyAt : System.nanoTime() + think;
        ready.addLast(exchange);
    }

    /// Gives up what is overdue.
    private void sweep() {
        long now = System.nanoTime();
        if (now - sweptAt < TimeUnit.MILLISECONDS.toNanos(SWEEP_MILLIS)) {
            return;
        }
        sweptAt = now;
        for (Exchange exchange : exchanges) {
            Connection connection = exchange.connection;
            if (connection != null && exchange.wasSentBefore(now - run.timeoutNanos())) {
                connection.exchange = null;
                connection.close();
                exchange.end(now, headOf(connection), run.overdueWords());
                done(exchange);
            }
        }
    }

    private void close() {
        ticker.close();
        for (Exchange exchange : exchanges) {
            if (exchange.isUnderWay()) {
                run.cancelledOne();
            }
        }
        for (SelectionKey key : selector.keys()) {
            ((Connection) key.attachment()).close();
        }
        try {
            selector.close();
        } catch (IOException _) {
            // The run is over.
        }
    }
}
