package io.lblab.stack.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The written state. Every version of it appears whole, by a rename.
final class StateFile {

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

    /// What a lab of another version wrote is not half understood.
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private final Path file;

    StateFile(Path file) {
        this.file = file;
    }

    /// Empty when there is no stack, or when nothing useful can be read: then only the processes
    /// themselves tell of a stack.
    Optional<LocalState> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), LocalState.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("{} can't be read; it is taken for absent", file, e);
            return Optional.empty();
        }
    }

    /// Readable by its owner only: it holds the token.
    void write(LocalState state) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        Files.write(whole, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
        if (whole.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
        }
        Files.move(
                whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Changes what is written, if anything is. Only for the holder of the stack's lock.
    void update(UnaryOperator<LocalState> change) throws IOException {
        Optional<LocalState> state = read();
        if (state.isPresent()) {
            write(change.apply(state.get()));
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
