package io.lblab.traffic.engines;

import io.lblab.traffic.ClientPools;
import io.lblab.traffic.SampleSink;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.TrafficRun;
import io.lblab.traffic.WeightedRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes an engine ready to keep a schedule: a Java program's first requests cost it several times
/// what later ones do, and would be sent late. They go to a small server of the lab's own, so that
/// the stack is asked nothing and counts nothing.
public final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int REQUESTS = 4_000;
    private static final int TOGETHER = 4;
    private static final Duration AT_MOST = Duration.ofSeconds(3);

    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Instance-ID: 1\r\n"
                            + "X-Served-By: app1:8000\r\nContent-Length: 2\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII);

    private static final Set<EngineChoice.Kind> WARM = EnumSet.noneOf(EngineChoice.Kind.class);

    private WarmUp() {}

    /// Warms up an engine of that kind, once in the life of the program; takes some tenths of a
    /// second.
    ///
    /// @param sink what takes the samples of runs later, so that it is ready too
    public static synchronized void once(EngineChoice.Kind kind, SampleSink sink)
            throws InterruptedException {
        if (WARM.add(kind)) {
            now(kind, sink);
        }
    }

    static void now(EngineChoice.Kind kind, SampleSink sink) throws InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().name("warm-up").start(() -> accept(server));
            TrafficEngine engine = kind.engine();
            TrafficRun run = engine.start(plan(server.getLocalPort()), sink);
            if (!run.await(AT_MOST)) {
                run.stop();
                run.await(AT_MOST);
            }
        } catch (IOException e) {
            LOG.debug("The engine starts cold", e);
        }
    }

    private static TrafficPlan plan(int port) {
        return new TrafficPlan(
                "warm-up",
                URI.create("http://127.0.0.1:" + port),
                List.of(WeightedRequest.get("/")),
                REQUESTS,
                TOGETHER,
                ClientPools.thisMachine(),
                1);
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().name("warm-up").start(() -> answer(client));
            }
        } catch (IOException e) {
            LOG.trace("Closed: the engine is warm", e);
        }
    }

    /// Answers whatever ends with an empty line.
    private static void answer(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            int matched = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                boolean expected = next == (matched % 2 == 0 ? '\r' : '\n');
                matched = expected ? matched + 1 : next == '\r' ? 1 : 0;
                if (matched == 4) {
                    out.write(ANSWER);
                    matched = 0;
                }
            }
        } catch (IOException e) {
            LOG.trace("The engine closed its connection", e);
        }
    }
}
