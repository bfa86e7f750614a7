package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTailTest {

    @TempDir Path folder;

    @Test
    void theLastLinesOfALargeFileAreRead() throws IOException {
        Path file = folder.resolve("large.log");
        Files.writeString(
                file,
                IntStream.range(0, 50_000)
                        .mapToObj(i -> "line " + i)
                        .collect(Collectors.joining("\n", "", "\n")));

        assertThat(FileTail.last(file, 3))
                .containsExactly("line 49997", "line 49998", "line 49999");
        assertThat(FileTail.last(file, 30_000)).hasSize(30_000).startsWith("line 20000");
        assertThat(FileTail.last(file, 0)).isEmpty();
        assertThat(FileTail.last(folder.resolve("none.log"), 3)).isEmpty();
    }

    @Test
    void whatIsAddedIsHandedOnLineByLine() throws IOException {
        Path file = Files.writeString(folder.resolve("a.log"), "old\n");
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Subscription _ = FileTail.follow(file, seen::add)) {
            append(file, "one\ntw");
            await().until(() -> seen.contains("one"));
            append(file, "o ü\n");

            await().untilAsserted(() -> assertThat(seen).containsExactly("one", "two ü"));
        }
    }

    @Test
    void aFileThatBeginsAnewIsReadFromItsStart() throws IOException {
        Path file = Files.writeString(folder.resolve("b.log"), "a long first line\n");
        List<String> seen = new CopyOnWriteArrayList<>();
        try (Subscription _ = FileTail.follow(file, seen::add)) {
            Files.writeString(file, "new\n");

            await().untilAsserted(() -> assertThat(seen).containsExactly("new"));
        }
    }

    @Test
    void aServiceWithSeveralFilesIsReadInTheOrderOfTime() throws IOException {
        Path errors =
                Files.writeString(
                        folder.resolve("error.log"),
                        "2026-11-22T18:00:02Z second\n  its detail\n2026-11-22T18:00:04Z fourth\n");
        Path access =
                Files.writeString(
                        folder.resolve("access.log"),
                        "2026-11-22T18:00:01Z first\n2026-11-22T18:00:03Z third\n");

        List<LogLine> lines = new ServiceLog("nginx", List.of(errors, access)).last(4);

        assertThat(lines)
                .extracting(LogLine::text)
                .containsExactly(
                        "2026-11-22T18:00:02Z second",
                        "  its detail",
                        "2026-11-22T18:00:03Z third",
                        "2026-11-22T18:00:04Z fourth");
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
