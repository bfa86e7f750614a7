package io.lblab.stack.local;

import io.lblab.stack.Service.Role;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The real Kafka broker, one node that is its own controller (KRaft).
record KafkaPart(Context context) {

    static final String NAME = "kafka";

    private static final String CLUSTER_ID = "bGJsYWItb25lLW5vZGUxMg";
    private static final String DIRECTORY_ID = "bGJsYWItZGF0YS1kaXItMQ";

    void write() throws IOException {
        Files.createDirectories(data());
        // What `kafka-storage format` would write, without a second Java to write it.
        Files.writeString(
                data().resolve("meta.properties"),
                """
                version=1
                node.id=1
                cluster.id=%s
                directory.id=%s
                """
                        .formatted(CLUSTER_ID, DIRECTORY_ID));
        Files.writeString(config(), properties());
        Files.writeString(logging(), LOGGING);
    }

    ServiceSpec spec() {
        return new ServiceSpec(
                NAME,
                Role.BROKER,
                Optional.empty(),
                command(),
                Map.of(),
                context.folder().data(NAME),
                context.folder().log(NAME),
                List.of(context.folder().log(NAME)),
                List.of(context.addresses().kafka()),
                context.addresses().kafka()::accepts,
                Optional.empty(),
                Duration.ofSeconds(20),
                "topic purchases");
    }

    ClassCache cache() {
        return ClassCache.of(NAME, context.programs().kafkaFolder(), context.folder());
    }

    private List<String> command() {
        List<Path> jars = context.programs().kafkaJars();
        List<String> command = new ArrayList<>();
        command.add(context.programs().java().toString());
        command.addAll(cache().options(jars, true));
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:-UsePerfData",
                        context.marker(),
                        "-Dlogback.configurationFile=" + logging(),
                        "-cp",
                        jars.stream()
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        "kafka.Kafka",
                        config().toString()));
        return command;
    }

    private String properties() {
        Endpoint broker = context.addresses().kafka();
        Endpoint controller = context.addresses().kafkaController();
        return """
        node.id=1
        process.roles=broker,controller
        listeners=PLAINTEXT://%1$s,CONTROLLER://%2$s
        advertised.listeners=PLAINTEXT://%1$s
        controller.listener.names=CONTROLLER
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        controller.quorum.voters=1@%2$s
        log.dirs=%3$s

        # One node: nothing is replicated.
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=1
        transaction.state.log.replication.factor=1
        transaction.state.log.num.partitions=1
        transaction.state.log.min.isr=1
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1

        # Consumers get their partitions at once.
        group.initial.rebalance.delay.ms=0
        group.min.session.timeout.ms=1000

        num.network.threads=2
        num.io.threads=2
        background.threads=2
        log.cleaner.enable=false
        log.segment.bytes=16777216
        log.index.size.max.bytes=1048576
        log.retention.hours=24
        """
                .formatted(broker, controller, data().toString().replace('\\', '/'));
    }

    private static final String LOGGING =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder>
                  <pattern>%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n%ex{5}</pattern>
                </encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
              <logger name="kafka.server.KafkaRaftServer" level="INFO"/>
              <logger name="org.apache.kafka.coordinator.group" level="INFO"/>
            </configuration>
            """;

    private Path config() {
        return context.folder().data(NAME).resolve("server.properties");
    }

    private Path logging() {
        return context.folder().data(NAME).resolve("logback.xml");
    }

    private Path data() {
        return context.folder().data(NAME).resolve("data");
    }
}
