package io.lblab.stack.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.Progress;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Whether a stack that was started serves: every instance answers `/products`, and a purchase
/// becomes paid, through the broker and back. It asks each instance past the balancer, so it takes
/// no turn of it.
final class StartCheck implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration ASK_AGAIN = Duration.ofMillis(50);

    /// The guide's three products are left alone: experiments count on their stock.
    private static final int FIRST_PRODUCT_TO_BUY = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final NginxSite site;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(ANSWER_WITHIN)
                    .build();

    StartCheck(NginxSite site) {
        this.site = site;
    }

    /// Blocks until the stack serves.
    ///
    /// @throws StackException when it does not within a minute, saying what is missing
    void run(Consumer<Progress> progress) throws StackException, InterruptedException {
        TreeMap<String, String> instances = new TreeMap<>(site.instanceIds());
        JsonNode products = JSON.missingNode();
        for (var instance : instances.entrySet()) {
            progress.accept(new Progress(instance.getKey(), "waiting for /products", false));
            products =
                    await(
                            instance.getKey() + " does not answer /products",
                            () -> get(instance.getValue(), "/products"));
            progress.accept(new Progress(instance.getKey(), "answers", true));
        }
        progress.accept(new Progress("stack", "waiting for a purchase to be paid", false));
        buy(instances.firstEntry().getValue(), products.path("products"));
    }

    private void buy(String instance, JsonNode products)
            throws StackException, InterruptedException {
        int product = 0;
        int stock = 0;
        for (JsonNode candidate : products) {
            if (candidate.path("id").asInt() >= FIRST_PRODUCT_TO_BUY
                    && candidate.path("stock").asInt() > stock) {
                product = candidate.path("id").asInt();
                stock = candidate.path("stock").asInt();
            }
        }
        if (product == 0) {
            return; // everything is sold out; there is nothing to buy
        }
        String body = "{\"product_id\":%d,\"quantity\":1}".formatted(product);
        JsonNode accepted =
                await("No purchase is accepted", () -> post(instance, "/purchase", body));
        String order = "/orders/" + accepted.path("order_id").asLong();
        await(
                "A purchase was accepted but not paid",
                () ->
                        get(instance, order)
                                .filter(found -> found.path("state").asText().equals("paid")));
    }

    private JsonNode await(String failure, Question question)
            throws StackException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Optional<JsonNode> answer = question.ask();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new StackException(failure + "; read the services' logs.", e);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new StackException(failure + "; read the services' logs.");
            }
            Thread.sleep(ASK_AGAIN);
        }
    }

    private Optional<JsonNode> get(String instance, String path)
            throws IOException, InterruptedException {
        return send(request(instance, path).GET().build());
    }

    private Optional<JsonNode> post(String instance, String path, String body)
            throws IOException, InterruptedException {
        return send(
                request(instance, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private HttpRequest.Builder request(String instance, String path) {
        return HttpRequest.newBuilder(URI.create(site.entry() + "/lab/instance/" + instance + path))
                .timeout(ANSWER_WITHIN)
                .header("X-Lab-Token", site.token());
    }

    private Optional<JsonNode> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200
                ? Optional.of(JSON.readTree(response.body()))
                : Optional.empty();
    }

    @Override
    public void close() {
        http.close();
    }

    /// A question to the stack; no answer yet is no failure.
    @FunctionalInterface
    private interface Question {
        Optional<JsonNode> ask() throws IOException, InterruptedException;
    }
}
