package io.lblab.shop.behaviour;

/// The behaviour of this instance, which may change at any time.
public final class Behaviours implements AutoCloseable {
    private final Burner burner = new Burner();
    private volatile Behaviour current = Behaviour.NORMAL;

    public Behaviour current() {
        return current;
    }

    /// From now on; requests that are being held up stay so.
    public void replace(Behaviour behaviour) {
        burner.burn(behaviour.burn());
        current = behaviour;
    }

    @Override
    public void close() {
        burner.close();
    }
}
