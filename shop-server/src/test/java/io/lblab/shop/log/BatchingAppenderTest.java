package io.lblab.shop.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatchingAppenderTest {
    private final LoggerContext context = new LoggerContext();
    private final Counted out = new Counted();
    private final BatchingAppender appender = appender();

    /// How often it was written to is how many system calls there would be.
    private static final class Counted extends ByteArrayOutputStream {
        private int writes;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            writes++;
            super.write(bytes, offset, length);
        }

        synchronized List<String> lines() {
            return toString(StandardCharsets.UTF_8).lines().toList();
        }

        synchronized int writes() {
            return writes;
        }
    }

    @Test
    void lineThatComesAloneIsWrittenWithoutAnother() {
        append("one");
        Awaitility.await().until(() -> out.lines().equals(List.of("one")));
        appender.stop();
    }

    @Test
    void noLineIsLostAndEachThreadsOrderIsKept() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 4; thread++) {
                String name = "t" + thread + " ";
                threads.execute(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        append(name + i);
                    }
                });
            }
        }
        appender.stop();
        assertThat(out.lines()).hasSize(20_000);
        for (int thread = 0; thread < 4; thread++) {
            String name = "t" + thread + " ";
            assertThat(out.lines().stream().filter(line -> line.startsWith(name)).toList())
                    .isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> name + i).toList());
        }
        assertThat(out.writes()).isLessThan(2_000);
    }

    private void append(String message) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setLevel(Level.INFO);
        event.setMessage(message);
        appender.doAppend(event);
    }

    private BatchingAppender appender() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        BatchingAppender made = new BatchingAppender(encoder, out);
        made.setContext(context);
        made.start();
        return made;
    }
}
