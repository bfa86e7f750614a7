package io.lblab.shop.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.Request;
import okhttp3.Response;
import org.awaitility.Awaitility;

/// A listener on `/events` that keeps every line.
public final class EventStream implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Call call;
    private final Response response;
    private final Thread reader;

    /// Everybody's: changes of stock.
    public EventStream(Client client) {
        this(client, "/events");
    }

    public EventStream(Client client, String path) {
        call =
                client.http()
                        .newBuilder()
                        .readTimeout(Duration.ZERO)
                        .build()
                        .newCall(new Request.Builder().url(client.base() + path).build());
        try {
            response = call.execute();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        reader = Thread.ofVirtual().start(this::read);
        awaitLine("retry: 3000");
    }

    public Headers headers() {
        return response.headers();
    }

    public List<String> lines() {
        return lines;
    }

    public void awaitLine(String line) {
        Awaitility.await(line)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> lines.contains(line));
    }

    /// Waits until the server has ended the stream.
    public void awaitEnd() {
        Awaitility.await("end of stream")
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !reader.isAlive());
    }

    @Override
    public void close() {
        call.cancel();
        response.close();
    }

    private void read() {
        try (BufferedReader in = new BufferedReader(response.body().charStream())) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("broken off");
        }
    }
}
