package io.lblab.distribution.forecast;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What nginx's algorithm makes of a run's requests so far. Servers are indices in the order of the
/// upstream.
///
/// @param basis where the figures come from
/// @param counts requests by server; empty without a forecast
/// @param picks the forecast server of each of the snapshot's last answers, in their order; empty
///   where nothing is certain request by request
/// @param homes by client address, the server it stays on under ip_hash; else empty
/// @param keys what was hashed; empty for a method that hashes nothing
public record RunForecast(
        Basis basis,
        List<Double> counts,
        List<Integer> picks,
        Map<String, Integer> homes,
        Optional<KeyUse> keys) {

    /// Where a forecast comes from.
    public enum Basis {
        /// Servers take turns by weight: certain, but for where in a turn the run began.
        TURNS,
        /// The networks of the clients that the run sent from: certain.
        CLIENTS,
        /// The keys that the run sent: certain.
        KEYS,
        /// The exact chances of each draw.
        LOTS,
        /// What idle servers would get. The method follows what is in flight, so how long requests
        /// take decides.
        IDLE,
        /// There is none: what is hashed is not known beforehand, because journeys, data or cookies
        /// decide it.
        FILLED,
        /// There is none: the method, or a variable of the key, is beyond what the lab knows.
        NONE
    }

    /// The keys of a hash.
    ///
    /// @param different how many
    /// @param most the one that was sent most often
    /// @param share of all requests with that key, 0–1
    /// @param server where it goes
    public record KeyUse(long different, String most, double share, int server) {

        private static final double LARGE = 0.25;

        /// Whether one key makes up so much of the traffic that no hash can spread it: a quarter of
        /// the requests, and twice what it would be if all keys were sent equally often.
        public boolean isSkewed() {
            return different == 1 || (share >= LARGE && share * different >= 2);
        }
    }

    /// No forecast.
    public static final RunForecast NOTHING = nothing(Basis.NONE);

    public RunForecast {
        counts = List.copyOf(counts);
        picks = List.copyOf(picks);
        homes = Map.copyOf(homes);
    }

    static RunForecast nothing(Basis basis) {
        return new RunForecast(basis, List.of(), List.of(), Map.of(), Optional.empty());
    }

    /// Whether there is one.
    public boolean isKnown() {
        return basis != Basis.NONE && basis != Basis.FILLED;
    }

    /// Whether every request's server is certain once the request is known.
    public boolean isByRequest() {
        return basis == Basis.CLIENTS || basis == Basis.KEYS;
    }

    /// NaN for what is no server of the upstream, or without a forecast.
    public double count(int server) {
        return server < counts.size() ? counts.get(server) : Double.NaN;
    }

    /// 0–1; NaN for what is no server of the upstream, or without a forecast.
    public double share(int server) {
        double total = counts.stream().mapToDouble(Double::doubleValue).sum();
        return total == 0 ? Double.NaN : count(server) / total;
    }

    /// How many of the last answers came from another server than forecast.
    ///
    /// @param recent the snapshot's last answers
    public int differing(List<Integer> recent) {
        int differing = 0;
        for (int i = 0; i < picks.size(); i++) {
            differing += picks.get(i).equals(recent.get(i)) ? 0 : 1;
        }
        return differing;
    }
}
