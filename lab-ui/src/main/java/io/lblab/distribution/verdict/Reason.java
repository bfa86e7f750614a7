package io.lblab.distribution.verdict;

import io.lblab.distribution.statistics.RunsTest;

/// Why a run differs from what was expected of it.
public sealed interface Reason {

    /// The server was left out by nginx.
    record ServerFailed(Facts.MarkedFailed mark) implements Reason {}

    /// The server had been left out by nginx before the run began.
    record LeftOutBefore(Facts.LeftOutBefore out) implements Reason {}

    /// Somebody else's requests took turns too.
    ///
    /// @param count at least
    /// @param isExact whether there were no more
    record OthersAsked(long count, boolean isExact) implements Reason {}

    /// Other weights went live during the run; the last of them.
    record WeightsChanged(Facts.WeightsChanged change) implements Reason {}

    /// All requests came from one network, and ip_hash goes by the network.
    record OneNetwork(String network) implements Reason {}

    /// One key of a hash makes up much of the traffic.
    record KeysSkewed(Facts.KeySkew skew) implements Reason {}

    /// nginx repeated requests on another server.
    record Retries(long count) implements Reason {}

    /// Requests took a turn and got no server's answer.
    record RequestsFailed(long count) implements Reason {}

    /// The turns began anew with each reload.
    record Reloaded(int times) implements Reason {}

    /// Each worker takes turns on its own.
    record SeveralWorkers(int workers) implements Reason {}

    /// The shares are right, the order is not that of chance.
    record OrderNotByChance(RunsTest test) implements Reason {}

    /// Clients met more than one server, and nothing known explains it.
    record ClientsMoved(long moved, long clients) implements Reason {}

    /// Clients stayed on another server than their addresses hash to, and nothing known explains
    /// it.
    record ClientsElsewhere(long elsewhere, long clients) implements Reason {}

    /// The client networks are not spread by the shares, and nothing known explains it.
    record NetworksUneven(int server, long networks, double expected) implements Reason {}

    /// Nothing known explains it.
    record Unexplained() implements Reason {}
}
