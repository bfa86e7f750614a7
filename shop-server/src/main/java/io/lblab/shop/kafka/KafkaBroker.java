package io.lblab.shop.kafka;

import io.lblab.shop.config.ShopConfig;
import io.lblab.shop.health.HealthCheck;
import io.lblab.shop.json.Json;
import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.orders.PurchaseQueue;
import io.lblab.shop.payments.Broker;
import io.lblab.shop.payments.DeadLetters;
import io.lblab.shop.payments.PaymentWorker;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/// Everything on Kafka, started in the background: the shop serves whether or not the broker is
/// there, and uses it as soon as it is.
public final class KafkaBroker implements Broker {
    private static final Duration RETRY = Duration.ofMillis(150);
    private static final int ANSWER_MS = 800;
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final ShopConfig.Kafka kafka;
    private final String instanceId;
    private final InstanceLog log;
    private final KafkaTopics topics;
    private final KafkaSender sender;
    private volatile boolean closed;
    private volatile @Nullable KafkaPayments payments;
    private volatile @Nullable KafkaProducer<String, String> producer;
    private volatile @Nullable Admin admin;
    private @Nullable Thread thread;

    public KafkaBroker(ShopConfig.Kafka kafka, String instanceId, Json json, InstanceLog log) {
        this.kafka = kafka;
        this.instanceId = instanceId;
        this.log = log;
        this.topics = new KafkaTopics(kafka);
        this.sender = new KafkaSender(topics, json);
    }

    @Override
    public PurchaseQueue queue() {
        return sender;
    }

    @Override
    public DeadLetters deadLetters() {
        return sender;
    }

    /// Connects, sees to the topics, and feeds the worker.
    @Override
    public void start(PaymentWorker worker) {
        thread = Thread.ofPlatform().daemon().name("kafka").start(() -> run(worker));
    }

    /// Asks the broker itself. It counts as answering when orders can be sent to it.
    public HealthCheck health() {
        return new HealthCheck(
                "kafka",
                () -> {
                    Admin asking = admin;
                    if (asking == null || !sender.isReady()) {
                        throw new IllegalStateException(
                                kafka.bootstrapServers() + " has not answered yet");
                    }
                    asking.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MS))
                            .nodes()
                            .get();
                    return HealthCheck.OK;
                });
    }

    /// Leaves the consumer group and closes the connections.
    @Override
    public void close() {
        closed = true;
        Thread started = thread;
        KafkaPayments running = payments;
        try {
            if (running != null) {
                running.stop();
            } else if (started != null) {
                started.interrupt(); // it still waits for the broker
            }
            if (started != null) {
                started.join(Duration.ofSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.close();
        KafkaProducer<String, String> open = producer;
        if (open != null) {
            open.close(CLOSE);
        }
        Admin asking = admin;
        if (asking != null) {
            asking.close(CLOSE);
        }
    }

    private void run(PaymentWorker worker) {
        try {
            Thread sending = Thread.ofPlatform().daemon().name("kafka-start").start(this::connect);
            prepareTopics();
            sending.join();
            KafkaProducer<String, String> connected = producer;
            if (connected != null) {
                sender.use(connected);
            }
            consume(worker);
        } catch (InterruptedException | InterruptException e) {
            if (!closed) {
                log.error("the connection to kafka ended", e);
            }
        } catch (RuntimeException e) {
            log.error("the payments consumer ended", e);
        }
    }

    private void connect() {
        try {
            producer = untilResolved(() -> new KafkaProducer<>(KafkaSettings.producer(kafka)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prepareTopics() throws InterruptedException {
        Admin made = untilResolved(() -> Admin.create(KafkaSettings.admin(kafka)));
        admin = made;
        boolean told = false;
        while (true) {
            try {
                if (topics.ensure(made)) {
                    break;
                }
            } catch (KafkaException e) {
                if (!told) {
                    log.warn(
                            "kafka %s is not ready yet: %s"
                                    .formatted(kafka.bootstrapServers(), e.getMessage()));
                    told = true;
                }
            }
            Thread.sleep(RETRY);
        }
        if (told) {
            log.info("kafka %s is ready".formatted(kafka.bootstrapServers()));
        }
    }

    private void consume(PaymentWorker worker) throws InterruptedException {
        KafkaPayments loop =
                new KafkaPayments(
                        untilResolved(() ->
                                new KafkaConsumer<>(KafkaSettings.consumer(kafka, instanceId))),
                        topics.purchases(),
                        worker,
                        log);
        payments = loop;
        if (closed) {
            loop.stop();
        }
        loop.run();
    }

    /// A client cannot even be made while the broker's name does not resolve.
    private <T> T untilResolved(Supplier<T> client) throws InterruptedException {
        while (true) {
            try {
                return client.get();
            } catch (KafkaException e) {
                if (closed) {
                    throw new InterruptedException("closed");
                }
                Thread.sleep(RETRY);
            }
        }
    }
}
