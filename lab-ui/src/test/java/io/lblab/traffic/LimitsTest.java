package io.lblab.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that meet a real limit of their process end by themselves, keep their figures and say what
/// it was.
@Tag("local")
@Timeout(180)
class LimitsTest {

    private static final int HUGE = 100 * 1024 * 1024;
    private static final int HEAP_MEGABYTES = 40;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"raw", "okhttp"})
    void outOfFileDescriptors(String engine) throws Exception {
        try (ScriptedServer server = new ScriptedServer(LimitsTest::slowly)) {
            Map<String, Long> became =
                    run(
                            "ulimit -n 200; exec ",
                            "",
                            engine,
                            server.base().toString(),
                            3_000,
                            500,
                            "bound");

            assertThat(became)
                    .containsOnlyKeys("ok", "out of file descriptors: this process may open 200");
            assertThat(became.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(3_000);
        }
    }

    /// In a network of its own, which gives ten ports.
    @ParameterizedTest
    @CsvSource({"raw, bound", "raw, unbound", "okhttp, bound", "okhttp, unbound"})
    void outOfPorts(String engine, String source) throws Exception {
        assumeTrue(hasOwnNetworks(), "unshare -rn is not allowed here");
        Map<String, Long> became =
                run(
                        "exec unshare -rn sh -c 'ip link set lo up;"
                                + " echo 40000 40009 > /proc/sys/net/ipv4/ip_local_port_range;"
                                + " exec ",
                        "'",
                        engine,
                        "own",
                        500,
                        64,
                        source);

        assertThat(became)
                .containsOnlyKeys("ok", "out of ports: the client's address has none left");
        assertThat(became.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raw", "okhttp"})
    void aHundredMegabytesFitInASmallHeap(String engine) throws Exception {
        try (ScriptedServer server = new ScriptedServer(LimitsTest::huge)) {
            assertThat(run("exec ", "", engine, server.base().toString(), 4, 2, "bound"))
                    .isEqualTo(Map.of("ok", 4L));
        }
    }

    private static boolean slowly(ScriptedServer.Request request, OutputStream out)
            throws IOException {
        try {
            Thread.sleep(20); // so that connections are open at the same time
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ScriptedServer.ok(out, "1", "");
    }

    private static boolean huge(ScriptedServer.Request request, OutputStream out)
            throws IOException {
        ScriptedServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + HUGE + "\r\n\r\n");
        byte[] piece = new byte[64 * 1024];
        for (int sent = 0; sent < HUGE; sent += piece.length) {
            out.write(piece);
        }
        return true;
    }

    private static boolean hasOwnNetworks() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder("sh", "-c", "unshare -rn sh -c 'ip link set lo up'")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return process.waitFor() == 0;
    }

    /// Starts [LimitedRun] in a shell that limits it first.
    private Map<String, Long> run(
            String before,
            String after,
            String engine,
            String target,
            int requests,
            int together,
            String source)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        String java =
                "\""
                        + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "\" -Xmx"
                        + HEAP_MEGABYTES
                        + "m @\""
                        + argumentFile()
                        + "\" "
                        + String.join(
                                " ",
                                LimitedRun.class.getName(),
                                engine,
                                target,
                                Integer.toString(requests),
                                Integer.toString(together),
                                source);
        Process process =
                new ProcessBuilder("sh", "-c", before + java + after)
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
        } finally {
            process.destroy();
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain("Exception in thread");
        Map<String, Long> became = new TreeMap<>();
        for (String line : said.lines().filter(l -> l.matches("\\d+ .*")).toList()) {
            int space = line.indexOf(' ');
            became.put(line.substring(space + 1), Long.parseLong(line.substring(0, space)));
        }
        return became;
    }

    /// The class path is longer than a shell may take.
    private Path argumentFile() throws IOException {
        return Files.writeString(
                folder.resolve("java.args"),
                "-cp \"" + System.getProperty("java.class.path").replace("\\", "\\\\") + "\"");
    }
}
