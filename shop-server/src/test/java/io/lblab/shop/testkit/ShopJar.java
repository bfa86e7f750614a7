package io.lblab.shop.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `java -jar shop-server.jar` as a child process.
public final class ShopJar implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("serving on http://[^:]+:(\\d+)/");

    private final ChildProcess process;

    private ShopJar(ChildProcess process) {
        this.process = process;
    }

    /// Starts the jar with these settings and waits until it serves.
    public static ShopJar start(Map<String, String> settings, Path directory) {
        ShopJar jar = launch(settings, directory);
        jar.awaitServing();
        return jar;
    }

    /// Starts the jar with these settings.
    public static ShopJar launch(Map<String, String> settings, Path directory) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ShopJar(
                ChildProcess.start(
                        Stream.concat(
                                        Stream.of(java, "-Dorg.sqlite.tmpdir=" + directory),
                                        options().stream())
                                .toList(),
                        settings,
                        directory));
    }

    /// What java is given: the options that docs/shop.md recommends, and the jar.
    public static List<String> options() {
        Path jar = Path.of("target", "shop-server.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new AssertionError(
                    "this test runs the real jar; first: mvn -pl shop-server package -DskipTests");
        }
        return List.of(
                "-Xms24m",
                "-Xmx192m",
                "-XX:+UseG1GC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString());
    }

    public void awaitServing() {
        process.awaitOutput("serving on", Duration.ofSeconds(60));
    }

    public int port() {
        Matcher line = SERVING.matcher(process.output());
        if (!line.find()) {
            throw new AssertionError("does not serve:\n" + process.output());
        }
        return Integer.parseInt(line.group(1));
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
