package io.lblab.shop.bench;

import io.lblab.shop.testkit.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A closed loop of 64 connections by `wrk`, on a core of its own.
final class Wrk {
    static final int CONNECTIONS = 64;

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in");
    private static final Pattern ERRORS = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

    /// What wrk printed.
    ///
    /// @param perSecond answers per second
    /// @param p50 milliseconds
    /// @param p99 milliseconds
    /// @param refused answers that were neither 2xx nor 3xx
    record Result(double perSecond, long requests, double p50, double p99, long refused) {}

    private final Path directory;
    private final int core;

    Wrk(Path directory, int core) {
        this.directory = directory;
        this.core = core;
    }

    /// GET for some seconds.
    Result get(String url, int seconds) {
        return run(url, seconds, List.of());
    }

    /// POST of one body for some seconds.
    Result post(String url, String json, int seconds) {
        Path script = directory.resolve("post.lua");
        try {
            Files.writeString(
                    script,
                    """
                    wrk.method = "POST"
                    wrk.body = '%s'
                    wrk.headers["Content-Type"] = "application/json"
                    """
                            .formatted(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run(url, seconds, List.of("-s", script.toString()));
    }

    private Result run(String url, int seconds, List<String> more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "taskset",
                                "-c",
                                Integer.toString(core),
                                "wrk",
                                "-t1",
                                "-c" + CONNECTIONS,
                                "-d" + seconds + "s",
                                "--latency"));
        command.addAll(more);
        command.add(url);
        try (ChildProcess wrk = ChildProcess.start(command, Map.of(), directory)) {
            wrk.awaitExit(Duration.ofSeconds(seconds + 20L));
            String output = wrk.output();
            return new Result(
                    Double.parseDouble(found(RATE, output)),
                    Long.parseLong(found(TOTAL, output)),
                    milliseconds("50%", output),
                    milliseconds("99%", output),
                    output.contains("Non-2xx") ? Long.parseLong(found(ERRORS, output)) : 0);
        }
    }

    private static double milliseconds(String percentile, String output) {
        String time = found(Pattern.compile(percentile + "\\s+([0-9.]+[um]?s)"), output);
        double number = Double.parseDouble(time.replaceAll("[a-z]+", ""));
        if (time.endsWith("us")) {
            return number / 1000;
        }
        return time.endsWith("ms") ? number : number * 1000;
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (!matcher.find()) {
            throw new AssertionError("wrk did not say " + pattern + ":\n" + output);
        }
        return matcher.group(1);
    }
}
