package io.lblab.forecast;

import io.lblab.nginx.NginxException;
import io.lblab.nginx.UpstreamReader;
import io.lblab.upstream.WrittenUpstream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Upstreams for tests, as text that nginx would read.
final class Blocks {

    private Blocks() {}

    static WrittenUpstream read(String body) {
        try {
            return UpstreamReader.read("upstream u {\n" + body + "\n}");
        } catch (NginxException e) {
            throw new AssertionError(e);
        }
    }

    /// Servers `127.0.0.1:29001…` of those weights.
    ///
    /// @param method the directive with its semicolon, empty for round-robin
    /// @param parameters of every server
    static WrittenUpstream of(String method, String parameters, long... weights) {
        return read(
                method
                        + IntStream.range(0, weights.length)
                                .mapToObj(i ->
                                        "\nserver 127.0.0.1:"
                                                + (29001 + i)
                                                + " weight="
                                                + weights[i]
                                                + parameters
                                                + ";")
                                .collect(Collectors.joining()));
    }
}
