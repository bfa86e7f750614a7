package io.lblab.shop.standin;

import io.lblab.shop.cart.CartOwner;
import io.lblab.shop.cart.CartStore;
import io.lblab.shop.cart.Contents;
import java.time.InstantSource;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/// Carts in the memory of this process.
public final class InProcessCarts implements CartStore {
    static final int MOST = 10_000;

    private final Bounded<Contents> carts;

    public InProcessCarts(InstantSource clock) {
        this.carts = new Bounded<>(MOST, clock);
    }

    @Override
    public Contents find(CartOwner owner) {
        Contents contents = carts.get(owner.name());
        return contents == null ? Contents.EMPTY : contents;
    }

    @Override
    public Change add(CartOwner owner, long product, int pieces) {
        return change(owner, product, lines -> lines.getOrDefault(product, 0) + pieces);
    }

    @Override
    public Change put(CartOwner owner, long product, int pieces) {
        return change(owner, product, _ -> pieces);
    }

    @Override
    public synchronized void remove(CartOwner owner, long product) {
        if (find(owner).pieces().containsKey(product)) {
            keep(owner, lines -> lines.remove(product));
        }
    }

    @Override
    public synchronized void clear(CartOwner owner) {
        carts.remove(owner.name());
    }

    @Override
    public synchronized void clear(CartOwner owner, String version) {
        if (find(owner).version().equals(version)) {
            clear(owner);
        }
    }

    @Override
    public synchronized void merge(CartOwner from, CartOwner into) {
        NavigableMap<Long, Integer> moved = find(from).pieces();
        if (moved.isEmpty()) {
            return;
        }
        keep(
                into,
                lines ->
                        moved.forEach((product, pieces) -> {
                            if (lines.containsKey(product) || lines.size() < MOST_LINES) {
                                lines.merge(
                                        product, pieces, (a, b) -> Math.min(a + b, MOST_PIECES));
                            }
                        }));
        clear(from);
    }

    private synchronized Change change(
            CartOwner owner, long product, ToIntFunction<NavigableMap<Long, Integer>> wanted) {
        NavigableMap<Long, Integer> lines = find(owner).pieces();
        int pieces = wanted.applyAsInt(lines);
        if (pieces > MOST_PIECES) {
            return Change.TOO_MANY_PIECES;
        }
        if (!lines.containsKey(product) && lines.size() >= MOST_LINES) {
            return Change.TOO_MANY_LINES;
        }
        keep(owner, changed -> changed.put(product, pieces));
        return Change.DONE;
    }

    private void keep(CartOwner owner, Consumer<NavigableMap<Long, Integer>> change) {
        TreeMap<Long, Integer> lines = new TreeMap<>(find(owner).pieces());
        change.accept(lines);
        if (lines.isEmpty()) {
            carts.remove(owner.name());
        } else {
            Contents changed = new Contents(UUID.randomUUID().toString(), lines);
            carts.put(owner.name(), changed, owner.idle());
        }
    }
}
