package io.lblab.forecast;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One request from its pick to its end, by one thread.
@State(Scope.Thread)
public class PickBenchmark {

    private static final int KEYS = 1024;
    private static final long NOW = 1_000_000_000;

    @Param({"round-robin", "hash consistent"})
    public String method = "";

    @Param({"10", "100", "1000"})
    public int servers;

    private Balancer balancer;
    private Request request;
    private byte[][] keys;
    private int next;

    /// Weights 1 to 5, keys of eleven characters.
    @Setup
    public void start() {
        String directive = method.equals("round-robin") ? "" : "hash $arg_k consistent;";
        long[] weights = LongStream.range(0, servers).map(i -> 1 + i % 5).toArray();
        balancer = Balancer.of(Blocks.of(directive, "", weights), new GlibcRandom(1));
        request = balancer.newRequest();
        keys = new byte[KEYS][];
        for (int i = 0; i < KEYS; i++) {
            keys[i] = "key-%07d".formatted(i * 7919).getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Benchmark
    public int pick() {
        int server = balancer.begin(request, keys[next++ & (KEYS - 1)], NOW);
        balancer.finish(request);
        return server;
    }
}
