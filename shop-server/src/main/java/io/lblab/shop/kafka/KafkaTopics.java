package io.lblab.shop.kafka;

import io.lblab.shop.config.ShopConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/// Sees to it that the topics are there: `purchases` with 12 partitions (with fewer, some
/// instances' workers would be idle), its dead letters with one.
final class KafkaTopics {
    private final ShopConfig.Kafka kafka;

    KafkaTopics(ShopConfig.Kafka kafka) {
        this.kafka = kafka;
    }

    String purchases() {
        return kafka.purchaseTopic();
    }

    String deadLetters() {
        return kafka.purchaseTopic() + "-dead-letters";
    }

    /// Creates what is missing and returns true when every partition has a leader; false when that
    /// is worth looking at again.
    ///
    /// @throws KafkaException when the broker cannot be reached
    boolean ensure(Admin admin) throws InterruptedException {
        try {
            Map<String, Integer> wanted =
                    Map.of(purchases(), KafkaSettings.PARTITIONS, deadLetters(), 1);
            Set<String> existing = admin.listTopics().names().get();
            for (Map.Entry<String, Integer> topic : wanted.entrySet()) {
                if (!existing.contains(topic.getKey())) {
                    create(admin, topic.getKey(), topic.getValue());
                }
            }
            Map<String, TopicDescription> found =
                    admin.describeTopics(wanted.keySet()).allTopicNames().get();
            int partitions = led(found.get(purchases()));
            if (partitions < KafkaSettings.PARTITIONS
                    && existing.contains(purchases())
                    && partitions > 0) {
                widen(admin);
            }
            return partitions >= KafkaSettings.PARTITIONS && led(found.get(deadLetters())) > 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false; // created, and not everywhere known yet
            }
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e);
        }
    }

    private static void create(Admin admin, String name, int partitions)
            throws InterruptedException, ExecutionException {
        try {
            NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e; // else another instance was faster
            }
        }
    }

    private void widen(Admin admin) throws InterruptedException, ExecutionException {
        try {
            admin.createPartitions(
                            Map.of(purchases(), NewPartitions.increaseTo(KafkaSettings.PARTITIONS)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof InvalidPartitionsException)) {
                throw e;
            }
        }
    }

    private static int led(@Nullable TopicDescription topic) {
        return topic == null
                ? 0
                : topic.partitions().stream()
                        .filter(p -> p.leader() != null)
                        .collect(Collectors.summingInt(p -> 1));
    }
}
