package io.lblab.shop.kafka;

import io.lblab.shop.log.InstanceLog;
import io.lblab.shop.payments.PaymentWorker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// The loop around one Kafka consumer: hands each message to the payments worker and commits what
/// is done. Everything but [#stop] runs on one thread.
final class KafkaPayments {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LEAVE = Duration.ofMillis(800);

    /// More messages than this under way, and no further ones are fetched.
    private static final int MOST_IN_FLIGHT = 10_000;

    private final Consumer<String, String> consumer;
    private final String topic;
    private final PaymentWorker worker;
    private final InstanceLog log;
    private final Map<TopicPartition, OffsetTracker> trackers = new HashMap<>();
    private volatile boolean stopping;

    KafkaPayments(
            Consumer<String, String> consumer,
            String topic,
            PaymentWorker worker,
            InstanceLog log) {
        this.consumer = consumer;
        this.topic = topic;
        this.worker = worker;
        this.log = log;
    }

    /// Consumes until stopped, then commits and leaves the group.
    void run() {
        try {
            consumer.subscribe(List.of(topic), new Rebalance());
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        } finally {
            leave();
        }
    }

    /// Ends [#run] soon. May be called from any thread.
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    private void step() {
        try {
            for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                take(message);
            }
            commit(trackers.keySet());
            throttle();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            log.warn("the payments consumer goes on after: " + e.getMessage());
        }
    }

    private void take(ConsumerRecord<String, String> message) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        OffsetTracker tracker = trackers.computeIfAbsent(partition, p -> new OffsetTracker());
        long offset = message.offset();
        tracker.begin(offset);
        String value = message.value();
        worker.accept(value == null ? "" : value, () -> tracker.done(offset));
    }

    private void throttle() {
        int inFlight = trackers.values().stream().mapToInt(OffsetTracker::inFlight).sum();
        if (inFlight > MOST_IN_FLIGHT) {
            consumer.pause(consumer.assignment());
        } else if (!consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
    }

    private void commit(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> positions = positions(partitions);
        if (!positions.isEmpty()) {
            // One that fails, while the group rebalances for instance, is asked for again.
            consumer.commitAsync(
                    positions,
                    (committed, failure) -> {
                        if (failure == null) {
                            committed.forEach(this::committed);
                        }
                    });
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> positions(
            Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetTracker tracker = trackers.get(partition);
            if (tracker != null) {
                tracker.toCommit()
                        .ifPresent(at -> positions.put(partition, new OffsetAndMetadata(at)));
            }
        }
        return positions;
    }

    private void committed(TopicPartition partition, OffsetAndMetadata position) {
        OffsetTracker tracker = trackers.get(partition);
        if (tracker != null) {
            tracker.committed(position.offset());
        }
    }

    private void leave() {
        try {
            Map<TopicPartition, OffsetAndMetadata> positions = positions(trackers.keySet());
            if (!positions.isEmpty()) {
                consumer.commitSync(positions, LEAVE);
            }
        } catch (KafkaException e) {
            log.warn("the last offsets were not committed: " + e.getMessage());
        } finally {
            consumer.close(CloseOptions.timeout(LEAVE));
        }
    }

    /// Partitions that go to another instance: what is done is committed before they go. What is
    /// under way is finished here and taken up there, and settled once.
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> positions = positions(partitions);
            if (!positions.isEmpty()) {
                try {
                    consumer.commitSync(positions, LEAVE);
                } catch (WakeupException e) {
                    throw e;
                } catch (KafkaException e) {
                    log.warn("offsets were not committed: " + e.getMessage());
                }
            }
            trackers.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            trackers.keySet().removeAll(partitions);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            log.info("payments worker has %d more partitions".formatted(partitions.size()));
        }
    }
}
