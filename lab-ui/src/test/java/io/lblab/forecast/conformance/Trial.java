package io.lblab.forecast.conformance;

import io.lblab.nginx.NginxException;
import io.lblab.nginx.UpstreamReader;
import io.lblab.upstream.WrittenUpstream;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// One configuration and what is done to it.
///
/// @param method the directive with its semicolon; empty for round-robin
/// @param methodLast whether it stands below the servers, where nginx takes backups with any method
/// @param timed whether its steps lie in certain seconds
record Trial(
        String method,
        boolean methodLast,
        boolean zone,
        List<Line> servers,
        List<Step> steps,
        boolean timed) {

    /// A `server` line.
    ///
    /// @param backend which of the test's own servers it is
    record Line(
            int backend,
            int weight,
            int maxFails,
            int failTimeout,
            int maxConns,
            boolean backup,
            boolean down) {}

    /// A request begins, or the answer to it is given.
    ///
    /// @param request its number in the trial
    /// @param refusing backends that refuse connections meanwhile
    /// @param second of the trial in which this happens
    record Step(
            int request,
            boolean begins,
            String client,
            String key,
            Set<Integer> refusing,
            int second) {}

    /// The block as nginx gets it.
    String block(String name, IntFunction<String> address) {
        String lines =
                servers.stream()
                        .map(line -> "    " + line(line, address))
                        .collect(Collectors.joining("\n"));
        String methodLine = method.isEmpty() ? "" : "    " + method + "\n";
        return "upstream "
                + name
                + " {\n"
                + (methodLast ? "" : methodLine)
                + (zone ? "    zone " + name + " 256k;\n" : "")
                + lines
                + "\n"
                + (methodLast ? methodLine : "")
                + "}";
    }

    private static String line(Line line, IntFunction<String> address) {
        return "server "
                + address.apply(line.backend)
                + " weight="
                + line.weight
                + " max_fails="
                + line.maxFails
                + " fail_timeout="
                + line.failTimeout
                + "s"
                + (line.maxConns == 0 ? "" : " max_conns=" + line.maxConns)
                + (line.backup ? " backup" : "")
                + (line.down ? " down" : "")
                + ";";
    }

    /// The same block as the model gets it, through the lab's own reader.
    WrittenUpstream upstream(IntFunction<String> address) {
        try {
            return UpstreamReader.read(block("u", address));
        } catch (NginxException e) {
            throw new AssertionError(block("u", address), e);
        }
    }

    boolean draws() {
        return method.startsWith("random");
    }

    boolean fails() {
        return steps.stream().anyMatch(s -> !s.refusing.isEmpty());
    }

    boolean limits() {
        return servers.stream().anyMatch(s -> s.maxConns > 0);
    }

    boolean hasBackup() {
        return servers.stream().anyMatch(Line::backup);
    }

    boolean hasDown() {
        return servers.stream().anyMatch(Line::down);
    }

    Trial withoutZone() {
        return new Trial(method, methodLast, false, servers, steps, timed);
    }

    boolean isTroubled() {
        return fails() || limits() || hasBackup() || hasDown();
    }

    /// Whether a request begins while another is under way.
    boolean overlaps() {
        for (int i = 0; i + 1 < steps.size(); i++) {
            if (steps.get(i).begins && steps.get(i + 1).begins) {
                return true;
            }
        }
        return false;
    }

    long requests() {
        return steps.stream().filter(Step::begins).count();
    }
}
