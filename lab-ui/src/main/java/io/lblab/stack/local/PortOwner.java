package io.lblab.stack.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds out which program listens on a port. Linux only; elsewhere it finds none.
final class PortOwner {

    private static final String LISTEN = "0A";

    private PortOwner() {}

    /// `nginx (pid 1234)`; empty when unknown, for example another user's.
    static Optional<String> of(int port) {
        Set<String> sockets =
                Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                        .flatMap(PortOwner::lines)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(fields -> fields.length > 9 && fields[3].equals(LISTEN))
                        .filter(fields -> localPort(fields[1]) == port)
                        .map(fields -> "socket:[" + fields[9] + "]")
                        .collect(Collectors.toSet());
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(handle -> holds(handle.pid(), sockets))
                    .findFirst()
                    .map(handle -> name(handle.pid()) + " (pid " + handle.pid() + ")");
        }
    }

    private static int localPort(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? -1 : Integer.parseInt(address.substring(colon + 1), 16);
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException notOurs) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String name(long pid) {
        return lines("/proc/" + pid + "/comm").findFirst().orElse("a program");
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException absent) {
            return List.<String>of().stream();
        }
    }
}
