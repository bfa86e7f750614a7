package io.lblab.nginx;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every nginx.conf that was live since the stack was started: the folder `nginx.conf.history`
/// beside it, a file each, `7-applied.conf`, whose time is when it was confirmed.
public final class ConfigHistory {

    private static final Pattern NAME =
            Pattern.compile(
                    Stream.of(Origin.values())
                            .map(ConfigHistory::word)
                            .collect(Collectors.joining("|", "([0-9]{1,9})-(", ")\\.conf")));

    private final Path folder;

    /// The history of that nginx.conf.
    public ConfigHistory(Path configFile) {
        this.folder = configFile.resolveSibling(configFile.getFileName() + ".history");
    }

    /// Forgets what there is: nginx.conf has been written anew, and counts from 1.
    public static void restart(Path configFile) throws IOException {
        ConfigHistory history = new ConfigHistory(configFile);
        for (Path file : history.files()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(history.folder);
    }

    /// Newest first.
    ///
    /// @throws NginxException when the folder can't be read
    public List<Generation> generations() throws NginxException {
        try {
            List<Generation> all = new ArrayList<>();
            for (Path file : files()) {
                all.add(generation(file));
            }
            all.sort(Comparator.comparingInt(Generation::number).reversed());
            return all;
        } catch (IOException e) {
            throw new NginxException("The history can't be read: " + e.getMessage(), e);
        }
    }

    /// The whole nginx.conf of that generation.
    ///
    /// @throws NginxException when the history has none of that number, naming those it has
    public NginxConfig config(int generation) throws NginxException {
        try {
            Optional<String> text = text(generation);
            if (text.isPresent()) {
                return NginxConfig.read(text.get());
            }
            List<Generation> all = generations();
            throw new NginxException(
                    "There is no generation "
                            + generation
                            + " in the history: it has "
                            + (all.isEmpty()
                                    ? "none yet"
                                    : all.getLast().number() + " to " + all.getFirst().number())
                            + ".");
        } catch (IOException e) {
            throw new NginxException("The history can't be read: " + e.getMessage(), e);
        }
    }

    boolean isEmpty() throws IOException {
        return files().isEmpty();
    }

    Optional<String> text(int generation) throws IOException {
        for (Path file : files()) {
            if (number(file) == generation) {
                return Optional.of(Files.readString(file));
            }
        }
        return Optional.empty();
    }

    /// Keeps a configuration that is live now.
    void keep(NginxConfig config, Origin origin) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(config.generation() + "-" + word(origin) + ".conf");
        Path whole = folder.resolve(file.getFileName() + ".new");
        Files.writeString(whole, config.text());
        Files.move(
                whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String word(Origin origin) {
        return origin.name().toLowerCase(Locale.ROOT);
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (NAME.matcher(file.getFileName().toString()).matches()) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static Generation generation(Path file) throws IOException, NginxException {
        Matcher name = name(file);
        NginxConfig config = NginxConfig.read(Files.readString(file));
        Origin origin = Origin.valueOf(name.group(2).toUpperCase(Locale.ROOT));
        return new Generation(
                Integer.parseInt(name.group(1)),
                Files.getLastModifiedTime(file).toInstant(),
                origin,
                config.upstream(),
                config.balancing().workers());
    }

    private static int number(Path file) {
        return Integer.parseInt(name(file).group(1));
    }

    private static Matcher name(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(file + " is no file of the history");
        }
        return name;
    }
}
