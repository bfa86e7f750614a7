package io.lblab.stack.local;

import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is written down of a stack, so that any process can find, watch and end it.
///
/// @param phase what was being done with it last
/// @param shop where the shop keeps its data
/// @param token what nginx asks for before it lets somebody reach one instance
/// @param processes one entry per service that was ever started, in the order of the start
record LocalState(
        StackState phase,
        Addresses addresses,
        boolean monitoring,
        ShopChoices shop,
        String token,
        List<Entry> processes) {

    LocalState {
        processes = List.copyOf(processes);
    }

    /// A process of the stack.
    ///
    /// @param birth see [ProcFiles#birth]: a later process with the same pid has another
    /// @param startedAt milliseconds of the epoch
    /// @param ended why it is meant to be down, `stopped` or `killed`; empty while it should run
    record Entry(String service, long pid, long birth, long startedAt, String ended) {

        boolean alive() {
            return birth != ProcFiles.GONE && ProcFiles.birth(pid) == birth;
        }

        Entry ended(String how) {
            return new Entry(service, pid, birth, startedAt, how);
        }
    }

    Optional<Entry> entry(String service) {
        return processes.stream().filter(e -> e.service().equals(service)).findFirst();
    }

    LocalState withPhase(StackState newPhase) {
        return new LocalState(newPhase, addresses, monitoring, shop, token, processes);
    }

    /// With that entry in place of the one of the same service.
    LocalState with(Entry entry) {
        List<Entry> changed = new ArrayList<>(processes);
        changed.removeIf(e -> e.service().equals(entry.service()));
        changed.add(entry);
        return new LocalState(phase, addresses, monitoring, shop, token, changed);
    }

    boolean anyAlive() {
        return processes.stream().anyMatch(Entry::alive);
    }
}
