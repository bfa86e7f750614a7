package io.lblab.shop.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.shop.behaviour.Behaviour.Burn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BurnerTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Burner burner = new Burner();

    @AfterEach
    void stop() {
        burner.close();
    }

    @Test
    void halfACoreIsUsedAndNotMore() {
        long begun = System.nanoTime();
        burner.burn(new Burn(0.5, 0));
        Thread spinner = spinner().orElseThrow();
        Awaitility.await("half a second of the processor")
                .atMost(Duration.ofSeconds(30))
                .until(() -> THREADS.getThreadCpuTime(spinner.threadId()) > 500_000_000);
        long used = THREADS.getThreadCpuTime(spinner.threadId());
        assertThat((double) used / (System.nanoTime() - begun)).isLessThan(0.6);

        burner.burn(Burn.NOTHING);
        Awaitility.await("the end of the burning").until(() -> !spinner.isAlive());
    }

    @Test
    void anotherShareTakesThePlaceOfTheFirst() {
        burner.burn(new Burn(0.2, 0));
        Thread first = spinner().orElseThrow();
        burner.burn(new Burn(0.1, 0));
        Awaitility.await("the end of the first").until(() -> !first.isAlive());
        assertThat(spinner()).isPresent();
    }

    @Test
    void memoryIsResidentAndGivenBack() {
        Assumptions.assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
        long before = residentMb();
        burner.burn(new Burn(0, 300));
        assertThat(residentMb()).isGreaterThan(before + 250);
        burner.burn(new Burn(0, 0));
        assertThat(residentMb()).isLessThan(before + 150);
    }

    private static Optional<Thread> spinner() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(Burner.THREAD))
                .filter(thread -> !thread.isInterrupted())
                .findFirst();
    }

    private static long residentMb() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
