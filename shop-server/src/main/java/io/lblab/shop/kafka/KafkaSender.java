package io.lblab.shop.kafka;

import io.lblab.shop.json.Json;
import io.lblab.shop.orders.PurchaseQueue;
import io.lblab.shop.payments.DeadLetter;
import io.lblab.shop.payments.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// Sends orders and dead letters. Until the producer exists and the topics do, messages wait in
/// their futures.
final class KafkaSender implements PurchaseQueue, DeadLetters, AutoCloseable {
    /// Longer values are cut: a dead letter must fit into a message whatever it quotes.
    static final int MAX_QUOTED = 64 * 1024;

    private final KafkaTopics topics;
    private final Json json;
    private final CompletableFuture<Producer<String, String>> ready = new CompletableFuture<>();

    /// `Producer.send` may block for metadata while the broker is away: not on the caller's thread.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    KafkaSender(KafkaTopics topics, Json json) {
        this.topics = topics;
        this.json = json;
    }

    void use(Producer<String, String> producer) {
        ready.complete(producer);
    }

    /// Messages are sent at once.
    boolean isReady() {
        return ready.isDone();
    }

    @Override
    public CompletableFuture<?> send(long orderId, String payload) {
        return send(new ProducerRecord<>(topics.purchases(), Long.toString(orderId), payload));
    }

    @Override
    public CompletableFuture<?> keep(DeadLetter letter) {
        Map<String, String> value =
                Map.of(
                        "reason", letter.reason().text(),
                        "explanation", letter.explanation(),
                        "value", quoted(letter.value()));
        ProducerRecord<String, String> message =
                new ProducerRecord<>(topics.deadLetters(), json.text(value));
        message.headers().add("reason", letter.reason().text().getBytes(StandardCharsets.UTF_8));
        return send(message);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static String quoted(String value) {
        return value.length() <= MAX_QUOTED
                ? value
                : value.substring(0, MAX_QUOTED) + "… (" + value.length() + " characters)";
    }

    private CompletableFuture<Boolean> send(ProducerRecord<String, String> message) {
        return ready.thenComposeAsync(producer -> deliver(producer, message), threads);
    }

    private static CompletableFuture<Boolean> deliver(
            Producer<String, String> producer, ProducerRecord<String, String> message) {
        CompletableFuture<Boolean> delivered = new CompletableFuture<>();
        Future<?> _ =
                producer.send(
                        message,
                        (metadata, failure) -> {
                            if (failure == null) {
                                delivered.complete(true);
                            } else {
                                delivered.completeExceptionally(failure);
                            }
                        });
        return delivered;
    }
}
