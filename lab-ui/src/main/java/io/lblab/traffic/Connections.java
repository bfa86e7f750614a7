package io.lblab.traffic;

import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/// The connections of one run. A pool never mixes source addresses, because OkHttp's pool doesn't
/// look at them; where all connections leave from one address, each worker has a pool of its own,
/// which spares it the search among the others' connections.
public final class Connections implements AutoCloseable {

    /// Idle connections of all clients together: nginx has a few thousand to give.
    private static final int MAX_IDLE = 1_024;

    private final boolean perClient;
    private final List<TendedPool> pools;
    private final List<OkHttpClient> clients;

    /// To this machine's loopback.
    public Connections(ClientPool pool, int workers) {
        this(pool, workers, Optional.empty());
    }

    Connections(ClientPool pool, int workers, Optional<Elsewhere> elsewhere) {
        OkHttpClient base =
                elsewhere.map(_ -> abroad(base(workers))).orElseGet(() -> base(workers));
        perClient = pool.via() == ClientPool.Via.SOURCE_ADDRESS && pool.addresses().size() > 1;
        int count = perClient ? pool.addresses().size() : workers;
        int idle = perClient ? Math.min(workers, MAX_IDLE / count) : 1;
        pools = IntStream.range(0, count).mapToObj(_ -> new TendedPool(idle)).toList();
        clients =
                IntStream.range(0, count)
                        .mapToObj(i ->
                                bound(
                                        base,
                                        elsewhere.isPresent()
                                                ? Optional.empty()
                                                : pool.source(perClient ? i : 0),
                                        pools.get(i)))
                        .toList();
    }

    /// A call on a connection of the client, an idle one if there is any.
    Call call(Request request, int worker, int client) {
        return clients.get(perClient ? client : worker).newCall(request);
    }

    /// The same on a connection of its own, which nobody has used.
    public Call callAnew(Request request, int worker, int client) {
        return clients.get(perClient ? client : worker)
                .newBuilder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build()
                .newCall(request);
    }

    /// Closes idle connections beyond what is kept. To be called now and then while calls are made:
    /// one call may need a connection more than the next.
    public void closeSurplus() {
        pools.forEach(TendedPool::closeSurplus);
    }

    /// Closes what is idle.
    @Override
    public void close() {
        pools.forEach(TendedPool::closeIdle);
    }

    private static OkHttpClient bound(OkHttpClient base, Optional<String> source, TendedPool pool) {
        return base.newBuilder()
                .socketFactory(new BoundSocketFactory(source))
                .connectionPool(pool.pool())
                .build();
    }

    /// Names are looked up, and TLS is spoken where the address says so.
    private static OkHttpClient abroad(OkHttpClient base) {
        return base.newBuilder()
                .dns(Dns.SYSTEM)
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS, ConnectionSpec.CLEARTEXT))
                .build();
    }

    /// No time limits: the run's one watchdog is cheaper than a timer for every call.
    private static OkHttpClient base(int workers) {
        Dispatcher dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(workers);
        dispatcher.setMaxRequestsPerHost(workers);
        return new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .fastFallback(false)
                .proxy(Proxy.NO_PROXY)
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .dns(host -> {
                    throw new UnknownHostException(host + " is not looked up");
                })
                .connectTimeout(0, TimeUnit.SECONDS)
                .readTimeout(0, TimeUnit.SECONDS)
                .writeTimeout(0, TimeUnit.SECONDS)
                .callTimeout(0, TimeUnit.SECONDS)
                .addNetworkInterceptor(Attempt::intercept)
                .build();
    }
}
