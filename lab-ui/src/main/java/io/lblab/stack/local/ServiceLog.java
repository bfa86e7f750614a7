package io.lblab.stack.local;

import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.stack.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The log of one service, read from all of its files as one.
record ServiceLog(String service, List<Path> files) {

    List<LogLine> last(int lines) throws IOException {
        List<LogLine> all = new ArrayList<>();
        for (Path file : files) {
            // A line without a time, of a stack trace say, belongs to the one before it.
            Optional<Instant> time = Optional.empty();
            for (String text : FileTail.last(file, lines)) {
                time = LogTime.of(text).or(keep(time));
                all.add(new LogLine(service, time, text));
            }
        }
        if (files.size() > 1) {
            all.sort(Comparator.comparing(line -> line.at().orElse(Instant.EPOCH)));
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
    }

    /// The last lines, then every new one until the subscription is closed.
    Subscription follow(int lines, Consumer<LogLine> listener) throws IOException {
        List<Long> ends = new ArrayList<>();
        for (Path file : files) {
            ends.add(FileTail.size(file));
        }
        last(lines).forEach(listener);
        List<Subscription> tails = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            tails.add(
                    FileTail.followFrom(
                            files.get(i),
                            ends.get(i),
                            text -> listener.accept(new LogLine(service, LogTime.of(text), text))));
        }
        return () -> tails.forEach(Subscription::close);
    }

    private static java.util.function.Supplier<Optional<Instant>> keep(Optional<Instant> time) {
        return () -> time;
    }
}
