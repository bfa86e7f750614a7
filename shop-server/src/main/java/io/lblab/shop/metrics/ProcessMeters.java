package io.lblab.shop.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/// CPU time, memory and start time of the process under the names that every Prometheus client
/// library uses; Micrometer has others for them.
final class ProcessMeters {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double NANOS = 1e9;

    private ProcessMeters() {}

    static void bindTo(MeterRegistry registry) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            FunctionCounter.builder(
                            "process.cpu.seconds", system, s -> s.getProcessCpuTime() / NANOS)
                    .description("CPU time used by the process, in seconds")
                    .register(registry);
        }
        Gauge.builder("process.resident.memory.bytes", ProcessMeters::residentBytes)
                .description("Memory of the process that is in RAM")
                .register(registry);
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        Gauge.builder("process.start.time.seconds", runtime, r -> r.getStartTime() / 1e3)
                .description("Start of the process, seconds since 1970")
                .register(registry);
    }

    /// What Linux says; elsewhere what the JVM has committed, which is a little more or less.
    private static double residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElseGet(ProcessMeters::committedBytes);
        } catch (IOException e) {
            return committedBytes();
        }
    }

    private static double committedBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        return (double) memory.getHeapMemoryUsage().getCommitted()
                + memory.getNonHeapMemoryUsage().getCommitted();
    }
}
