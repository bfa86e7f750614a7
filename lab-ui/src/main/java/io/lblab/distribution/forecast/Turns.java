package io.lblab.distribution.forecast;

import io.lblab.forecast.Balancer;
import io.lblab.forecast.GlibcRandom;
import io.lblab.forecast.Request;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import io.lblab.upstream.WrittenUpstream;
import java.util.ArrayList;
import java.util.List;

/// The turn that servers take by weight, over and over.
final class Turns {

    private static final long NOW = 1_000_000_000;

    /// Longer turns are not played out.
    private static final int LONGEST = 5_000;

    private final int[] turn;
    private final double[] shares;

    Turns(Upstream upstream) {
        shares = shares(upstream);
        long length = length(upstream);
        turn = new int[length <= LONGEST ? (int) length : 0];
        if (turn.length > 0) {
            Balancer balancer = Balancer.of(WrittenUpstream.of(upstream), new GlibcRandom(0));
            Request request = balancer.newRequest();
            for (int i = 0; i < turn.length; i++) {
                turn[i] = balancer.begin(request, new byte[0], NOW);
                balancer.finish(request);
            }
        }
    }

    /// By server, what so many requests come to from the beginning of a turn.
    List<Double> counts(long requests) {
        double[] counts = new double[shares.length];
        long whole = turn.length == 0 ? requests : requests - requests % turn.length;
        for (int server = 0; server < counts.length; server++) {
            // A whole number, wherever whole turns are counted.
            double count = whole * shares[server];
            counts[server] = turn.length == 0 ? count : Math.round(count);
        }
        for (int i = 0; i < requests - whole; i++) {
            counts[turn[i]]++;
        }
        return list(counts);
    }

    /// The turns that begin where the picks fit best: where in a turn the run began is told by
    /// nothing else.
    List<Integer> alongside(List<Integer> picks) {
        if (turn.length == 0) {
            return List.of();
        }
        int best = 0;
        int fewest = Integer.MAX_VALUE;
        for (int shift = 0; shift < turn.length && fewest > 0; shift++) {
            int differing = 0;
            for (int i = 0; i < picks.size() && differing < fewest; i++) {
                differing += picks.get(i) == turn[(shift + i) % turn.length] ? 0 : 1;
            }
            if (differing < fewest) {
                fewest = differing;
                best = shift;
            }
        }
        List<Integer> forecast = new ArrayList<>(picks.size());
        for (int i = 0; i < picks.size(); i++) {
            forecast.add(turn[(best + i) % turn.length]);
        }
        return forecast;
    }

    private static double[] shares(Upstream upstream) {
        double total = upstream.servers().stream().mapToInt(Turns::weight).sum();
        return upstream.servers().stream().mapToDouble(s -> weight(s) / total).toArray();
    }

    /// The weights without their common divisor.
    private static long length(Upstream upstream) {
        long total = 0;
        long divisor = 0;
        for (Server server : upstream.servers()) {
            long rest = weight(server);
            total += rest;
            while (rest != 0) {
                long next = divisor % rest;
                divisor = rest;
                rest = next;
            }
        }
        return divisor == 0 ? 0 : total / divisor;
    }

    private static int weight(Server server) {
        return server.mode() == Server.Mode.UP ? server.weight() : 0;
    }

    static List<Double> list(double[] counts) {
        List<Double> list = new ArrayList<>();
        for (double count : counts) {
            list.add(count);
        }
        return list;
    }
}
