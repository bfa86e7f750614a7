package io.lblab.shop.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.lblab.shop.log.InstanceLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Javalin on Jetty, each request on a virtual thread.
public final class HttpServer implements AutoCloseable {
    /// Longer than nginx keeps idle connections to us (60 s), so that it is always nginx that
    /// closes one and never finds it closed when it sends a request.
    private static final int IDLE_TIMEOUT_MS = 90_000;

    private static final Duration STOP_QUIET = Duration.ofMillis(100);

    static final int LARGEST_BODY = 64 * 1024;
    private static final int BACKLOG = 4096;

    private final InFlight inFlight = new InFlight();
    private final InstanceLog log;
    private final Duration stopTimeout;
    private final List<Route> routes;
    private final Javalin javalin;

    /// Where to listen and as whom.
    ///
    /// @param requestTimeout how long a client may take to send a request
    /// @param stopTimeout how long a stop waits for open requests
    public record Settings(
            String host,
            int port,
            String instanceId,
            Duration requestTimeout,
            Duration stopTimeout) {}

    public HttpServer(
            Settings settings,
            List<Route> routes,
            Answers answers,
            ErrorPage errorPage,
            InstanceLog log,
            Consumer<Exchange> exchanges,
            Gate gate) {
        this.log = log;
        this.stopTimeout = settings.stopTimeout();
        this.routes = List.copyOf(routes);
        ExchangeLog exchangeLog = new ExchangeLog(log, exchanges);
        this.javalin =
                Javalin.create(config -> {
                    quieten(config);
                    config.http.maxRequestSize = LARGEST_BODY;
                    config.http.prefer405over404 = true;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    config.jetty.threadPool = threadPool();
                    config.jetty.modifyServer(server -> {
                        prepare(server, exchangeLog);
                        server.setErrorHandler(new UnhandledErrors(answers, errorPage));
                    });
                    config.jetty.addConnector((server, http) -> connector(server, http, settings));
                    new ErrorAnswers(answers, errorPage, log).register(config.routes);
                    if (!gate.equals(Gate.NONE)) {
                        new GateKeeper(gate, answers, exchangeLog).register(config.routes);
                    }
                    config.routes.beforeMatched(exchangeLog::matched);
                    config.routes.beforeMatched(ContentTypes::check);
                    for (Route route : routes) {
                        config.routes.addHttpHandler(
                                route.method(), route.path(), withAnswer(route.handler()));
                    }
                });
    }

    /// Binds the port and serves.
    ///
    /// @throws IOException when the address cannot be bound
    public void start() throws IOException {
        try {
            javalin.start();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// The port it listens on.
    public int port() {
        return javalin.port();
    }

    /// What it answers to.
    public List<Route> routes() {
        return routes;
    }

    /// Requests being answered now, event streams among them.
    public int open() {
        return inFlight.count();
    }

    /// Takes no new connection from now on; those that are open are served.
    public void refuseConnections() {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            var _ = connector.shutdown();
        }
    }

    /// Takes no new connection, lets open requests finish, then closes.
    @Override
    public void close() {
        refuseConnections();
        Server server = javalin.jettyServer().server();
        try {
            if (server.isStarted() && !inFlight.awaitNone(STOP_QUIET, stopTimeout)) {
                log.warn("stopping although %d requests are still open".formatted(open()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
    }

    /// Javalin has empty answers of its own for a request that breaks off or stalls; unchecked, the
    /// failure comes to ours.
    private static Handler withAnswer(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static void quieten(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
    }

    private static QueuedThreadPool threadPool() {
        QueuedThreadPool pool = new QueuedThreadPool(16, 4);
        pool.setName("jetty");
        pool.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        return pool;
    }

    private void prepare(Server server, ExchangeLog exchangeLog) {
        inFlight.setHandler(new HeadAsGet());
        server.setHandler(inFlight);
        server.setRequestLog(exchangeLog);
        server.setStopTimeout(0);
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, Settings settings) {
        http.setSendServerVersion(false);
        ServerConnector connector =
                new ServerConnector(
                        server, 1, 1, new InstanceHeaderFactory(http, settings.instanceId()));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_TIMEOUT_MS);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setReuseAddress(true);
        connector.setShutdownIdleTimeout(-1);
        server.addBean(new SlowRequests(connector, settings.requestTimeout()));
        try {
            connector
                    .open(); // here, where a taken port is our exception and nobody else's log line
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return connector;
    }
}
