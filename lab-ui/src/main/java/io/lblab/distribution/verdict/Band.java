package io.lblab.distribution.verdict;

/// Which counts are accounted for: what each server was to get, and how far it may be above or
/// below. Used by one thread.
final class Band {

    /// Sums of shares are not exact.
    private static final double ROUNDING = 1e-6;

    private final double[] middle;
    private final double[] below;
    private final double[] above;

    Band(double[] expected, double tolerance) {
        middle = expected.clone();
        below = new double[middle.length];
        above = new double[middle.length];
        widen(tolerance);
    }

    int size() {
        return middle.length;
    }

    double expected(int server) {
        return middle[server];
    }

    double total() {
        double total = 0;
        for (double count : middle) {
            total += count;
        }
        return total;
    }

    /// 0–1; 0 when nothing is expected of anybody.
    double share(int server) {
        double total = total();
        return total == 0 ? 0 : middle[server] / total;
    }

    void expect(int server, double count) {
        middle[server] = count;
    }

    void widen(double tolerance) {
        for (int server = 0; server < middle.length; server++) {
            widen(server, tolerance, tolerance);
        }
    }

    void widen(int server, double down, double up) {
        below[server] += down;
        above[server] += up;
    }

    boolean holds(long[] counts) {
        for (int server = 0; server < middle.length; server++) {
            double off = counts[server] - middle[server];
            if (off > above[server] + ROUNDING || -off > below[server] + ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /// The counts within the band that are nearest to these.
    double[] nearest(long[] counts) {
        double[] nearest = new double[middle.length];
        for (int server = 0; server < middle.length; server++) {
            double low = Math.max(0, middle[server] - below[server]);
            nearest[server] =
                    Math.clamp(
                            (double) counts[server],
                            low,
                            Math.max(low, middle[server] + above[server]));
        }
        return nearest;
    }
}
