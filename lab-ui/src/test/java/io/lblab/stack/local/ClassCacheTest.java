package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    @TempDir Path folder;
    private Path jar;
    private ClassCache cache;

    @BeforeEach
    void aProgramWithoutACache() throws IOException {
        jar = Files.writeString(folder.resolve("shop.jar"), "jar");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        cache = ClassCache.of("shop", folder, new Folder(folder.resolve("state")));
        Files.createDirectories(folder.resolve("state").resolve(ClassCache.NAME));
    }

    @Test
    void theFirstRunRecordsAndTheNextUsesIt() throws IOException {
        assertThat(cache.options(List.of(jar), true))
                .first()
                .isEqualTo("-XX:AOTCacheOutput=" + cache.recording());

        Files.writeString(cache.recording(), "recorded");
        cache.keepRecording();

        assertThat(cache.options(List.of(jar), true))
                .first()
                .isEqualTo("-XX:AOTCache=" + cache.file());
        assertThat(cache.recording()).doesNotExist();
    }

    @Test
    void aCacheOlderThanItsJarIsRecordedAnew() throws IOException {
        Files.writeString(cache.recording(), "recorded");
        cache.keepRecording();
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(cache.options(List.of(jar), true))
                .first()
                .isEqualTo("-XX:AOTCacheOutput=" + cache.recording());
    }

    @Test
    void whoMayNotRecordRunsWithout() {
        assertThat(cache.options(List.of(jar), false)).isEmpty();
    }

    @Test
    void anEmptyRecordingIsNotKept() throws IOException {
        Files.writeString(cache.recording(), "");
        cache.keepRecording();

        assertThat(cache.file()).doesNotExist();
    }
}
