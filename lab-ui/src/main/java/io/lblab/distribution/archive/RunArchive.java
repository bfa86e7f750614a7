package io.lblab.distribution.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.distribution.ReportException;
import io.lblab.distribution.report.LatencyLog;
import io.lblab.distribution.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// The runs that were fired, each in a folder of its number, whoever fired them: the window and the
/// terminal share it. The oldest go when there are more than [#KEPT].
public final class RunArchive {

    public static final int KEPT = 200;

    private static final String SUMMARY = "summary.json";
    private static final String PART = SUMMARY + ".part";
    private static final String RUN = "run.json.gz";
    private static final String LATENCIES = "latency.hlog";

    private final Path folder;
    private final ObjectMapper json = RunJson.mapper();

    /// @param folder made when the first run is stored
    public RunArchive(Path folder) {
        this.folder = folder;
    }

    /// A number that no other run has or gets.
    public int reserve() throws ReportException {
        try {
            Files.createDirectories(folder);
            int number = numbers().stream().reduce(0, Math::max) + 1;
            while (true) {
                try {
                    Files.createDirectory(place(number));
                    return number;
                } catch (FileAlreadyExistsException _) {
                    number++; // another process took it
                }
            }
        } catch (IOException e) {
            throw failure("The run can't be stored", e);
        }
    }

    /// Stores a run under its number, in place of what was stored there.
    ///
    /// @param number reserved before
    public void store(int number, RunReport report) throws ReportException {
        try {
            Path place = place(number);
            Files.createDirectories(place);
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(place.resolve(RUN)))) {
                json.writeValue(out, report);
            }
            LatencyLog.write(List.of(report), place.resolve(LATENCIES));
            // Written last and at once: a run without it is not complete.
            Path part = place.resolve(PART);
            Files.write(part, json.writeValueAsBytes(StoredRun.of(number, report)));
            Files.move(part, place.resolve(SUMMARY), StandardCopyOption.ATOMIC_MOVE);
            forgetOldest();
        } catch (IOException e) {
            throw failure("The run can't be stored", e);
        }
    }

    /// What is stored and can be read, the newest first.
    public List<StoredRun> list() throws ReportException {
        return stored().list();
    }

    /// What is stored, the newest first, and what of it is damaged.
    ///
    /// @param damaged places that hold no run that can be read; nothing but deleting mends them
    public record Stored(List<StoredRun> list, List<Path> damaged) {

        public Stored {
            list = List.copyOf(list);
            damaged = List.copyOf(damaged);
        }
    }

    /// What is stored, and what of it is damaged.
    public Stored stored() throws ReportException {
        List<StoredRun> runs = new ArrayList<>();
        List<Path> damaged = new ArrayList<>();
        for (int number : newestFirst()) {
            try {
                StoredRun run =
                        json.readValue(
                                Files.readAllBytes(place(number).resolve(SUMMARY)),
                                StoredRun.class);
                if (run == null) {
                    damaged.add(place(number));
                } else {
                    runs.add(run);
                }
            } catch (NoSuchFileException _) {
                // It is under way, or its program was ended.
            } catch (IOException _) {
                damaged.add(place(number));
            }
        }
        return new Stored(runs, damaged);
    }

    private List<Integer> newestFirst() throws ReportException {
        try {
            return numbers().stream().sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw failure("The stored runs can't be read", e);
        }
    }

    /// One run, whole.
    ///
    /// @throws ReportException when there is none of that number, naming those there are
    public RunReport read(int number) throws ReportException {
        Path file = place(number).resolve(RUN);
        if (!Files.exists(file)) {
            List<StoredRun> runs = list();
            throw new ReportException(
                    "There is no run "
                            + number
                            + (runs.isEmpty()
                                    ? ": none is stored yet. Fire one with: lab fire"
                                    : ": there are "
                                            + runs.getLast().number()
                                            + " to "
                                            + runs.getFirst().number()
                                            + ", see lab runs."));
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            // Read to its end, where the checksum stands.
            return json.readValue(in.readAllBytes(), RunReport.class);
        } catch (IOException e) {
            throw new ReportException(
                    "Run "
                            + number
                            + " can't be read: it was stored by another version of the lab, or is"
                            + " damaged.",
                    e);
        }
    }

    private List<Integer> numbers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(folder)) {
            return places.map(place -> String.valueOf(place.getFileName()))
                    .filter(name -> name.matches("[0-9]{1,9}"))
                    .map(Integer::valueOf)
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void forgetOldest() throws IOException {
        List<Integer> numbers = numbers().stream().sorted().toList();
        for (int number : numbers.subList(0, Math.max(0, numbers.size() - KEPT))) {
            Path place = place(number);
            if (Files.isDirectory(place)) {
                for (String file : List.of(SUMMARY, PART, RUN, LATENCIES)) {
                    Files.deleteIfExists(place.resolve(file));
                }
            }
            Files.deleteIfExists(place);
        }
    }

    private Path place(int number) {
        return folder.resolve(Integer.toString(number));
    }

    private ReportException failure(String what, IOException e) {
        return new ReportException(what + " in " + folder + ": " + e.getMessage(), e);
    }
}
