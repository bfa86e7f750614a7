package io.lblab.stack.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Java's ahead-of-time cache of one program: its classes, loaded and linked, as a former run left
/// them. With it Kafka and the shops start in less than half the time.
///
/// The first run without a cache records; when it has ended, its record becomes the cache. Java
/// itself refuses a cache that does not fit its jars or its own version.
///
/// @param file where the cache is kept, beside the jars it belongs to
/// @param recording where a recording run writes, in the state folder
record ClassCache(Path file, Path recording) {

    private static final Logger LOG = LoggerFactory.getLogger(ClassCache.class);

    /// The cache of a program made of these jars.
    static ClassCache of(String program, Path folder, Folder state) {
        // Java refuses a cache of another build of itself, so each build has its own.
        String version = Runtime.version().toString().replaceAll("[^A-Za-z0-9.]", "-");
        String name = program + "-" + version + ".aot";
        return new ClassCache(folder.resolve(name), state.data(NAME).resolve(name));
    }

    /// The part of the state folder that recordings go to.
    static final String NAME = "recordings";

    /// The Java options of a run.
    ///
    /// @param record whether this run may record, if there is no cache that fits
    List<String> options(List<Path> jars, boolean record) {
        if (fits(jars)) {
            return List.of("-XX:AOTCache=" + file, "-Xlog:aot=off", "-Xlog:cds=off");
        }
        return record && Files.isWritable(file.resolveSibling("."))
                ? List.of("-XX:AOTCacheOutput=" + recording, "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
    }

    boolean fits(List<Path> jars) {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            FileTime made = Files.getLastModifiedTime(file);
            for (Path jar : jars) {
                if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /// Makes a finished recording the cache. Without one, nothing happens: a slower start is no
    /// failure.
    void keepRecording() {
        try {
            if (Files.isRegularFile(recording) && Files.size(recording) > 0) {
                Path whole = file.resolveSibling(file.getFileName() + ".new");
                Files.copy(recording, whole, StandardCopyOption.REPLACE_EXISTING);
                Files.move(
                        whole,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                Files.delete(recording);
            }
        } catch (IOException e) {
            LOG.info("No class cache is kept at {}: the next start is a slower one", file, e);
        }
    }
}
