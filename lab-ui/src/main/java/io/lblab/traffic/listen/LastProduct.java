package io.lblab.traffic.listen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.traffic.FailureWords;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/// The stock of the shop's last product, asked of and set at one instance after the other, past the
/// balancer.
final class LastProduct {

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MediaType JSON_TYPE = MediaType.get("application/json");

    private final ProbePlan plan;
    private final Tallies failures;
    private final OkHttpClient http =
            new OkHttpClient.Builder()
                    .callTimeout(PATIENCE)
                    .proxy(Proxy.NO_PROXY)
                    .followRedirects(false)
                    .build();

    /// Which instance is asked.
    private int turn;

    /// @param failures counts what the shop did not answer as it should, in words
    LastProduct(ProbePlan plan, Tallies failures) {
        this.plan = plan;
        this.failures = failures;
    }

    /// What is left of a product, as an instance says.
    record Stock(long product, int pieces) {}

    /// From now on the next instance is asked.
    void next() {
        turn++;
    }

    Optional<Stock> find() throws InterruptedException {
        return ask(request("/products"))
                .map(answer -> answer.path("products"))
                .filter(products -> !products.isEmpty())
                .map(products -> products.get(products.size() - 1))
                .map(last -> new Stock(last.path("id").asLong(), last.path("stock").asInt()));
    }

    OptionalInt pieces(long product) throws InterruptedException {
        return ask(request("/stock?product_id=" + product))
                .map(answer -> answer.path("stock"))
                .filter(JsonNode::isInt)
                .map(stock -> OptionalInt.of(stock.asInt()))
                .orElse(OptionalInt.empty());
    }

    /// Sets it.
    ///
    /// @return whether the instance took it
    boolean put(Stock stock) throws InterruptedException {
        String body =
                JSON.createObjectNode()
                        .put("product_id", stock.product())
                        .put("stock", stock.pieces())
                        .toString();
        return ask(request("/stock").put(RequestBody.create(body, JSON_TYPE))).isPresent();
    }

    private Request.Builder request(String path) {
        List<URI> publishers = plan.publishers();
        Request.Builder request =
                new Request.Builder().url(publishers.get(turn % publishers.size()) + path);
        plan.headers().forEach(request::header);
        return request;
    }

    private Optional<JsonNode> ask(Request.Builder request) throws InterruptedException {
        try (Response answer = http.newCall(request.build()).execute()) {
            if (answer.code() == 200) {
                return Optional.of(JSON.readTree(answer.body().byteStream()));
            }
            failures.add("status " + answer.code());
        } catch (InterruptedIOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            failures.add("timed out after " + PATIENCE.toSeconds() + " s");
        } catch (IOException e) {
            failures.add(FailureWords.of(e, false));
        }
        return Optional.empty();
    }
}
