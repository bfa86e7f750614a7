package io.lblab.traffic;

import java.util.Arrays;
import java.util.stream.IntStream;

/// What a plan sends at each place of its order: drawn from the seed and the place alone, so that
/// the same seed gives the same sequence whatever the threads do. With journeys a place is a visit:
/// a plain request, or all of a journey.
public final class PlanSequence {

    /// Products that `{product}` stands for: the three that the shop always has.
    public static final int PRODUCTS = 3;

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final long start;
    private final int clients;
    private final int totalWeight;

    /// The sums of the clients' shares; empty when each sends as much as any other.
    private final double[] clientsUpTo;

    private final int[] upTo;
    private final int rows;
    private final boolean inOrder;

    /// The sequence of a plan.
    public PlanSequence(TrafficPlan plan) {
        start = mix(plan.seed() + GOLDEN_GAMMA);
        clients = plan.clients().addresses().size();
        clientsUpTo = sums(plan.clients());
        int[] weights =
                IntStream.concat(
                                plan.mix().stream().mapToInt(WeightedRequest::weight),
                                plan.journeys().stream().mapToInt(Journey::weight))
                        .toArray();
        upTo = new int[weights.length];
        int sum = 0;
        for (int i = 0; i < upTo.length; i++) {
            sum = Math.addExact(sum, weights[i]);
            upTo[i] = sum;
        }
        totalWeight = sum;
        rows = plan.data().map(data -> data.rows().size()).orElse(0);
        inOrder = plan.data().filter(data -> data.order() == DataRows.Order.IN_ORDER).isPresent();
    }

    /// One place of the sequence.
    ///
    /// @param request index into the plan's mix; beyond it, the journeys'
    /// @param product 1 to [#PRODUCTS]
    /// @param client index into the plan's addresses
    public record Pick(int request, int product, int client) {}

    /// What goes out at that place, from 0.
    public Pick at(long index) {
        long state = start + index * GOLDEN_GAMMA;
        int client = client(mix(state));
        int product = 1 + bounded(mix(state ^ 0x5851f42d4c957f2dL), PRODUCTS);
        int ticket = bounded(mix(state ^ 0x14057b7ef767814fL), totalWeight);
        int request = 0;
        while (upTo[request] <= ticket) {
            request++;
        }
        return new Pick(request, product, client);
    }

    /// The row of the plan's data for that place; -1 without data.
    public int row(long index) {
        if (rows == 0) {
            return -1;
        }
        return inOrder
                ? (int) (index % rows)
                : bounded(mix((start + index * GOLDEN_GAMMA) ^ 0x2545f4914f6cdd1dL), rows);
    }

    private int client(long random) {
        if (clientsUpTo.length == 0) {
            return bounded(random, clients);
        }
        int place = Arrays.binarySearch(clientsUpTo, (random >>> 11) * 0x1p-53);
        return Math.min(place >= 0 ? place + 1 : -place - 1, clients - 1);
    }

    private static double[] sums(ClientPool pool) {
        if (pool.skew() instanceof Skew.Uniform) {
            return new double[0];
        }
        double[] sums = pool.skew().shares(pool.addresses().size());
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }

    /// The upper bits scaled to the range (Lemire 2019); the bias is below 2⁻³².
    private static int bounded(long random, int bound) {
        return (int) Math.unsignedMultiplyHigh(random, bound);
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood 2014).
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
