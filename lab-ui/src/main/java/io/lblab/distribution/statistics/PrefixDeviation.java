package io.lblab.distribution.statistics;

/// How far the counts ever were from the weights on the way: the largest |count − n·weight/total|
/// over every n first picks and every server. nginx's smooth weighted round-robin stays within 1.
///
/// @param requests the deviation, in requests
/// @param server where
/// @param after after how many picks
public record PrefixDeviation(double requests, int server, int after) {

    public static PrefixDeviation of(int[] picks, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        long[] counts = new long[weights.length];
        PrefixDeviation largest = new PrefixDeviation(0, 0, 0);
        for (int n = 1; n <= picks.length; n++) {
            counts[picks[n - 1]]++;
            for (int server = 0; server < weights.length; server++) {
                double off = Math.abs(counts[server] - n * weights[server] / total);
                if (off > largest.requests) {
                    largest = new PrefixDeviation(off, server, n);
                }
            }
        }
        return largest;
    }
}
