package io.lblab.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What runs on this machine, as the system tells it and not the lab.
public final class LeftOvers {

    private LeftOvers() {}

    /// The processes whose command line names that folder or that work in it. A worker of nginx
    /// does only the second: it calls itself `nginx: worker process`.
    public static List<String> processesOf(Path folder) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> pid != ProcessHandle.current().pid())
                .filter(pid ->
                        commandLine(pid).contains(folder.toString())
                                || worksIn(pid).startsWith(folder))
                .map(pid -> pid + " " + commandLine(pid))
                .toList();
    }

    /// Whether nobody listens on that port of 127.0.0.1.
    public static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // Closed connections that still linger do not keep the next nginx from listening
            // either.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (java.net.BindException taken) {
            return false;
        }
    }

    private static String commandLine(long pid) {
        try {
            String raw = Files.readString(proc(pid, "cmdline"), StandardCharsets.ISO_8859_1);
            return raw.replace('\0', ' ').strip();
        } catch (IOException goneOrNoProc) {
            return ProcessHandle.of(pid).flatMap(h -> h.info().commandLine()).orElse("");
        }
    }

    private static Path worksIn(long pid) {
        try {
            return Files.readSymbolicLink(proc(pid, "cwd"));
        } catch (IOException goneOrNoProc) {
            return Path.of("");
        }
    }

    private static Path proc(long pid, String file) {
        return Path.of("/proc", String.valueOf(pid), file);
    }
}
