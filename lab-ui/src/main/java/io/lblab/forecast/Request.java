package io.lblab.forecast;

import java.util.Arrays;

/// What nginx remembers of one request while it looks for a server. It may be used again for the
/// next request once that one has ended, so that a pick allocates nothing.
public final class Request {

    static final byte[] NO_KEY = {};

    /// Where it looks: the primary servers, then the backups.
    Group group;

    /// The peer of `group` that has it, or a negative number.
    int peer = Balancer.NONE;

    /// Attempts that are left.
    int triesLeft;

    /// Vain looks at a server, by methods that hash or draw.
    int probes;

    /// How far the hash has come, which goes on with a retry.
    long hash;

    int rehash;

    /// What is hashed: the key, or the bytes of the client's address.
    byte[] key = NO_KEY;

    private long[] tried = new long[1];
    private int triedCount;

    Request(Group first) {
        group = first;
    }

    void begin(Group first, byte[] ofKey) {
        enter(first);
        key = ofKey;
        triesLeft = first.tries + (first.backup == null ? 0 : first.backup.tries);
        probes = 0;
        rehash = 0;
    }

    void enter(Group next) {
        group = next;
        peer = Balancer.NONE;
        if (triedCount > 0) {
            Arrays.fill(tried, 0);
            triedCount = 0;
        }
        int words = (next.size + 63) >> 6;
        if (words > tried.length) {
            tried = new long[words];
        }
    }

    void tried(int index) {
        tried[index >> 6] |= 1L << index;
        triedCount++;
    }

    boolean hasTried(int index) {
        return (tried[index >> 6] & (1L << index)) != 0;
    }

    boolean hasTriedNothing() {
        return triedCount == 0;
    }

    /// Whether nginx could send the request there.
    boolean canGoTo(int index, long now) {
        return !hasTried(index) && group.available(index, now);
    }
}
