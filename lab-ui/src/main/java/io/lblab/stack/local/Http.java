package io.lblab.stack.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The few questions that the stack itself asks over HTTP.
final class Http implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Made when it is first needed: it costs a console 100 ms.
    private @Nullable HttpClient client;

    record Answer(int status, String body) {
        boolean ok() {
            return status == 200;
        }
    }

    Answer get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return send(request(uri, headers).GET().build());
    }

    Answer send(String method, URI uri, String json, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(
                request(uri, headers)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build());
    }

    /// Whether 200 is answered; anything else, no answer included, is a no.
    boolean answers(URI uri) throws InterruptedException {
        try {
            return get(uri, Map.of()).ok();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static HttpRequest.Builder request(URI uri, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        headers.forEach(builder::header);
        return builder;
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = client().send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(Duration.ofSeconds(1))
                            .build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
