package io.lblab.ui.model;

import java.util.Map;

/// Requests per second just now.
///
/// @param clients number of client addresses of the run
/// @param byServer by the server's name in the upstream
public record LiveRates(
        boolean running, int clients, int inFlight, double total, Map<String, Double> byServer) {

    public static final LiveRates NONE = new LiveRates(false, 0, 0, 0, Map.of());

    public LiveRates {
        byServer = Map.copyOf(byServer);
    }

    public double of(String server) {
        return byServer.getOrDefault(server, 0.0);
    }
}
