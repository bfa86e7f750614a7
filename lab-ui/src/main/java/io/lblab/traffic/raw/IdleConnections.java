package io.lblab.traffic.raw;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// The idle connections of a loop, by the source they leave from. The one that was used last is
/// taken first.
final class IdleConnections {

    private final ArrayDeque<Connection>[] bySource;
    private int count;
    private int cursor;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    IdleConnections(int sources) {
        bySource = new ArrayDeque[sources];
        for (int i = 0; i < sources; i++) {
            bySource[i] = new ArrayDeque<>(2);
        }
    }

    int count() {
        return count;
    }

    @Nullable Connection take(int source) {
        Connection found = bySource[source].pollLast();
        count -= found == null ? 0 : 1;
        return found;
    }

    void put(Connection connection) {
        bySource[connection.source].addLast(connection);
        count++;
    }

    /// Takes out one that has ended by itself.
    void remove(Connection connection) {
        if (bySource[connection.source].remove(connection)) {
            count--;
        }
    }

    /// Takes one of any source; each source has its turn.
    @Nullable Connection takeAny() {
        for (int i = 0; i < bySource.length; i++) {
            cursor = (cursor + 1) % bySource.length;
            Connection found = bySource[cursor].pollFirst();
            if (found != null) {
                count--;
                return found;
            }
        }
        return null;
    }
}
