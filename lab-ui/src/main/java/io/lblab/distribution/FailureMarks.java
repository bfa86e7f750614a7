package io.lblab.distribution;

import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// When nginx leaves a server out, worked out from the outcomes in its log by nginx's own rule: so
/// many failures (`max_fails`), and it is not asked again before `fail_timeout` is over. Used by
/// one thread at a time.
final class FailureMarks {

    private static final int MAX_MARKS = 256;

    private static final class State {
        private final int maxFails;
        private final int failTimeoutSeconds;
        private int fails;
        private Instant lastFailure = Instant.MIN;
        private @Nullable Instant since;
        private Instant until = Instant.MIN;

        State(Server server) {
            maxFails = server.maxFails();
            failTimeoutSeconds = server.failTimeoutSeconds();
        }
    }

    private final Map<String, State> states = new HashMap<>();
    private final List<FailureMark> over = new ArrayList<>();

    /// nginx never leaves out a server that has no other beside it.
    FailureMarks(Upstream upstream) {
        if (upstream.servers().size() > 1) {
            upstream.servers().forEach(server -> states.put(server.name(), new State(server)));
        }
    }

    void failed(String server, Instant at) {
        State state = states.get(server);
        if (state == null || state.maxFails == 0) {
            return;
        }
        state.fails++;
        state.lastFailure = at;
        if (state.fails >= state.maxFails) {
            state.since = state.since == null ? at : state.since;
            // Whole seconds, and the last one counts: out for more than fail_timeout.
            state.until = at.plusSeconds(state.failTimeoutSeconds + 1L);
        }
    }

    void answered(String server, Instant at) {
        State state = states.get(server);
        if (state == null || state.fails == 0) {
            return;
        }
        Instant since = state.since;
        if (since == null) {
            Instant forgotten = state.lastFailure.plusSeconds(state.failTimeoutSeconds);
            state.fails = at.isAfter(forgotten) ? 0 : state.fails;
        } else if (!at.isBefore(state.until)) {
            if (over.size() < MAX_MARKS) {
                over.add(new FailureMark(server, since, at));
            }
            state.since = null;
            state.fails = 0;
        }
    }

    /// A reload forgets every failure.
    void reloaded(Instant at) {
        states.forEach((server, state) -> {
            Instant since = state.since;
            if (since != null && over.size() < MAX_MARKS) {
                over.add(
                        new FailureMark(
                                server, since, at.isBefore(state.until) ? at : state.until));
            }
            state.since = null;
            state.fails = 0;
        });
    }

    /// Those that are over and those that are not, in order of their ends.
    List<FailureMark> all() {
        List<FailureMark> all = new ArrayList<>(over);
        states.forEach((server, state) -> {
            Instant since = state.since;
            if (since != null) {
                all.add(new FailureMark(server, since, state.until));
            }
        });
        return all;
    }
}
