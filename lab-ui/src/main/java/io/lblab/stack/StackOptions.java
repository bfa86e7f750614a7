package io.lblab.stack;

/// What a start can be told.
///
/// @param port where nginx answers on 127.0.0.1; 0 picks a free one
/// @param instances number of shop instances, at least 1
/// @param monitoring whether Prometheus and what it scrapes come along where they can be had
public record StackOptions(int port, int instances, boolean monitoring) {

    public static final int DEFAULT_PORT = 8000;

    public static StackOptions defaults() {
        return new StackOptions(DEFAULT_PORT, 2, true);
    }

    public StackOptions withPort(int newPort) {
        return new StackOptions(newPort, instances, monitoring);
    }
}
