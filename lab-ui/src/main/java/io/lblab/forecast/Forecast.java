package io.lblab.forecast;

import io.lblab.upstream.WrittenServer;
import io.lblab.upstream.WrittenUpstream;
import io.lblab.upstream.WrittenUpstream.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What nginx will do with an upstream and a sequence of requests.
///
/// @param picks for each request the servers tried, in order, by the place of their lines from 0;
///   -1 stands for none left. Empty when nginx draws lots and its seed is not known.
/// @param counts requests answered by each server; where nginx draws lots and the seed is not
///   known, how many are to be expected
/// @param shares of the answered requests, 0–1 by server
/// @param basis where the shares come from
public record Forecast(
        Optional<List<int[]>> picks, List<Double> counts, List<Double> shares, Basis basis) {

    /// Where shares come from.
    public enum Basis {
        /// Counted over the picks, which are certain.
        COUNTED,
        /// The exact distribution of the lots.
        EXACT,
        /// The mean of many replays with other lots: each draw changes what the next can be.
        SIMULATED
    }

    private static final int DRAWS = 2_000_000;
    private static final int FEWEST_REPLAYS = 50;
    private static final int MOST_REPLAYS = 4_000;

    /// The forecast.
    ///
    /// @throws InvalidScenarioException when there is none for this upstream, or a request names
    ///   what isn't there
    public static Forecast of(WrittenUpstream upstream, Scenario scenario) {
        Replay replay = new Replay(upstream, keys(upstream, scenario), scenario);
        if (upstream.method().isRandom() && scenario.seeds().isEmpty()) {
            return byLot(upstream, scenario, replay);
        }
        List<Integer> seeds = new ArrayList<>(scenario.seeds());
        while (seeds.size() < scenario.workers()) {
            seeds.add(0);
        }
        double[] counts = new double[upstream.servers().size()];
        List<int[]> picks = replay.run(seeds, counts);
        return upstream.method().isRandom()
                ? byLot(upstream, scenario, replay).with(picks, counts)
                : new Forecast(
                        Optional.of(picks), list(counts), list(shares(counts)), Basis.COUNTED);
    }

    private Forecast with(List<int[]> certain, double[] counted) {
        return new Forecast(Optional.of(certain), list(counted), shares, basis);
    }

    private static Forecast byLot(WrittenUpstream upstream, Scenario scenario, Replay replay) {
        if (LotShares.areExact(upstream, scenario)) {
            double[] counts = LotShares.expectedCounts(upstream, scenario);
            double[] shares =
                    scenario.requests().isEmpty()
                            ? LotShares.inTheLongRun(upstream)
                            : shares(counts);
            return new Forecast(Optional.empty(), list(counts), list(shares), Basis.EXACT);
        }
        int replays =
                Math.clamp(
                        DRAWS / Math.max(1, scenario.requests().size()),
                        FEWEST_REPLAYS,
                        MOST_REPLAYS);
        double[] counts = new double[upstream.servers().size()];
        for (int i = 0; i < replays; i++) {
            List<Integer> seeds = new ArrayList<>();
            for (int worker = 0; worker < scenario.workers(); worker++) {
                seeds.add(1 + i * scenario.workers() + worker);
            }
            replay.run(seeds, counts);
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] /= replays;
        }
        return new Forecast(Optional.empty(), list(counts), list(shares(counts)), Basis.SIMULATED);
    }

    private static List<Double> list(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    private static double[] shares(double[] counts) {
        double sum = Arrays.stream(counts).sum();
        return Arrays.stream(counts).map(count -> sum == 0 ? 0 : count / sum).toArray();
    }

    private static byte[][] keys(WrittenUpstream upstream, Scenario scenario) {
        byte[][] keys = new byte[scenario.requests().size()][];
        for (int i = 0; i < keys.length; i++) {
            PlannedRequest request = scenario.requests().get(i);
            String key = request.key();
            if (upstream.method() == Method.IP_HASH) {
                keys[i] = ClientAddress.bytes(request.client());
            } else if (!upstream.method().hasKey()) {
                keys[i] = Request.NO_KEY;
            } else if (key != null) {
                keys[i] = key.getBytes(StandardCharsets.UTF_8);
            } else {
                keys[i] = HashKeyText.evaluate(upstream.key(), request.client());
            }
        }
        return keys;
    }

    /// The servers as they are written, in the order of `counts` and `shares`.
    public static List<String> servers(WrittenUpstream upstream) {
        return upstream.servers().stream().map(WrittenServer::text).toList();
    }
}
