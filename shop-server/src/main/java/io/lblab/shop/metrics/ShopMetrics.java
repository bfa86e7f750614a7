package io.lblab.shop.metrics;

import io.lblab.shop.web.Exchange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Counts requests, and holds every other meter of the shop. Labels come from small fixed sets, so
/// that no client can make the number of series grow.
public final class ShopMetrics implements AutoCloseable {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final Duration[] BUCKETS =
            Stream.of(5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private record Key(String method, String endpoint, int status) {}

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final Map<Key, Counter> requests = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    public ShopMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        gc.bindTo(registry);
        ProcessMeters.bindTo(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /// Counts one answered request.
    public void count(Exchange exchange) {
        String method = METHODS.contains(exchange.method()) ? exchange.method() : "other";
        requests.computeIfAbsent(
                        new Key(method, exchange.endpoint(), exchange.status()), this::counter)
                .increment();
        durations.computeIfAbsent(exchange.endpoint(), this::timer).record(exchange.duration());
    }

    /// All meters as Prometheus text.
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }

    private Counter counter(Key key) {
        return Counter.builder("http.requests")
                .description("Requests answered")
                .tag("method", key.method())
                .tag("endpoint", key.endpoint())
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }

    private Timer timer(String endpoint) {
        return Timer.builder("http.request.duration")
                .description("Time from the request's first byte to the end of the answer")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
