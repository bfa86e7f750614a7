package io.lblab.forecast;

import io.lblab.upstream.WrittenServer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The servers that nginx chooses among, with their state: the primary ones, or the backups. One
/// worker has one; with a `zone` all workers share it. Arrays by peer, so that a choice allocates
/// nothing.
final class Group {

    final int size;

    /// The place of the peer's line in the configuration, from 0.
    final int[] line;

    final long[] weight;

    /// The weight in force: less after failures, growing back by one a turn.
    final long[] effective;

    /// What smooth weighted round-robin carries from turn to turn.
    final long[] current;

    /// Requests in flight.
    final long[] conns;

    /// The sum of all weights, those of servers marked `down` included.
    final long total;

    /// How many are not marked `down`: so many attempts a request has here.
    final int tries;

    /// The one server of an upstream without backups: nginx keeps no failures of it.
    final boolean single;

    /// Where a request goes when nothing is left here.
    final @Nullable Group backup;

    private final long[] fails;
    private final long[] accessed;
    private final long[] checked;
    private final long[] maxConns;
    private final long[] maxFails;
    private final long[] failTimeout;
    private final boolean[] down;
    private final boolean[] odd;
    private int odds;

    private Group(List<WrittenServer> all, boolean ofBackups, @Nullable Group backup) {
        int[] lines = new int[all.size()];
        int n = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).backup() == ofBackups) {
                lines[n++] = i;
            }
        }
        size = n;
        line = Arrays.copyOf(lines, n);
        weight = new long[n];
        maxConns = new long[n];
        maxFails = new long[n];
        failTimeout = new long[n];
        down = new boolean[n];
        long sum = 0;
        int up = 0;
        for (int i = 0; i < n; i++) {
            WrittenServer server = all.get(line[i]);
            weight[i] = server.weight();
            maxConns[i] = server.maxConns();
            maxFails[i] = server.maxFails();
            failTimeout[i] = server.failTimeoutSeconds();
            down[i] = server.down();
            sum = Math.addExact(sum, server.weight());
            up += server.down() ? 0 : 1;
        }
        total = sum;
        tries = up;
        this.backup = backup;
        single = !ofBackups && n == 1 && backup == null;
        effective = weight.clone();
        current = new long[n];
        conns = new long[n];
        fails = new long[n];
        accessed = new long[n];
        checked = new long[n];
        odd = new boolean[n];
        for (int i = 0; i < n; i++) {
            look(i);
        }
    }

    /// The primary servers, in the order of their lines, with the backups behind them.
    ///
    /// @throws ArithmeticException when the sum of weights is beyond what nginx can count
    static Group of(List<WrittenServer> servers) {
        boolean backups = servers.stream().anyMatch(WrittenServer::backup);
        return new Group(servers, false, backups ? new Group(servers, true, null) : null);
    }

    /// Whether nothing sets a server apart: all are up, without failures or limits, at full weight.
    boolean allAlike() {
        return odds == 0;
    }

    /// Whether nginx would send a request there now.
    ///
    /// @param now whole seconds
    boolean available(int peer, long now) {
        if (!odd[peer]) {
            return true;
        }
        if (down[peer]) {
            return false;
        }
        if (maxFails[peer] > 0
                && fails[peer] >= maxFails[peer]
                && now - checked[peer] <= failTimeout[peer]) {
            return false;
        }
        return !full(peer);
    }

    /// Whether the only server of an upstream can be asked: its failures don't count.
    boolean availableAlone() {
        return !down[0] && !full(0);
    }

    private boolean full(int peer) {
        return maxConns[peer] > 0 && conns[peer] >= maxConns[peer];
    }

    /// A peer's part in a turn: its current weight grows by the one in force, which then creeps
    /// back.
    ///
    /// @return by how much it grew
    long turn(int peer) {
        long now = effective[peer];
        current[peer] += now;
        if (now < weight[peer]) {
            effective[peer] = now + 1;
            look(peer);
        }
        return now;
    }

    /// A request is sent there.
    void take(int peer, Request request, long now) {
        conns[peer]++;
        if (single) {
            return;
        }
        if (now - checked[peer] > failTimeout[peer]) {
            checked[peer] = now;
        }
        request.tried(peer);
    }

    /// A request was answered there.
    void succeeded(int peer) {
        conns[peer]--;
        if (!single && accessed[peer] < checked[peer] && fails[peer] > 0) {
            fails[peer] = 0;
            look(peer);
        }
    }

    /// An attempt failed there.
    void failed(int peer, long now) {
        conns[peer]--;
        if (single) {
            return;
        }
        fails[peer]++;
        accessed[peer] = now;
        checked[peer] = now;
        if (maxFails[peer] > 0) {
            long less = effective[peer] - weight[peer] / maxFails[peer];
            effective[peer] = Math.max(0, less);
        }
        look(peer);
    }

    private void look(int peer) {
        boolean now =
                down[peer]
                        || maxConns[peer] > 0
                        || fails[peer] > 0
                        || effective[peer] < weight[peer];
        if (now != odd[peer]) {
            odd[peer] = now;
            odds += now ? 1 : -1;
        }
    }

    /// Where a number below the sum of weights falls when servers are laid side by side, each as
    /// wide as its weight.
    int at(long slot) {
        int peer = 0;
        long left = slot;
        while (left >= weight[peer]) {
            left -= weight[peer++];
        }
        return peer;
    }
}
