package io.lblab.stack;

import io.lblab.stack.ShopChoices.SessionStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A variable that the user has set, and where. What it may hold is checked when it is read.
///
/// @param where `compose/.env`, `the environment`
public record Setting(String name, String value, String where) {

    private static final Duration USUAL_PAYMENT_DELAY = Duration.ofSeconds(1);
    private static final String USUAL_ADMIN_PASSWORD = "lab-admin";
    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 72;
    private static final int LONGEST_PAYMENT_DELAY_MS = 600_000;
    private static final int LAST_PORT = 65_535;

    /// How long the shop's simulated payment takes when nothing is set.
    public static Duration usualPaymentDelay() {
        return USUAL_PAYMENT_DELAY;
    }

    /// The password of the shop's administrator when nothing is set.
    public static String usualAdminPassword() {
        return USUAL_ADMIN_PASSWORD;
    }

    /// A port of this machine; 0 stands for any free one.
    public int port() throws StackException {
        return number(LAST_PORT, "a port from 1 to 65535, or 0 for any free one");
    }

    /// How long the simulated payment takes, within the limits of the shop.
    public Duration paymentDelay() throws StackException {
        return Duration.ofMillis(
                number(
                        LONGEST_PAYMENT_DELAY_MS,
                        "a whole number of milliseconds from 0 to " + LONGEST_PAYMENT_DELAY_MS));
    }

    /// A password of the shop's administrator, within the limits of the shop; empty for none. What
    /// can't be used isn't shown.
    public String adminPassword() throws StackException {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > 0 && (bytes < SHORTEST_PASSWORD || bytes > LONGEST_PASSWORD)) {
            throw new StackException(
                    "%s in %s has %d bytes: it must be empty, or have %d to %d."
                            .formatted(name, where, bytes, SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        return value;
    }

    /// Where sessions are: `redis` or `memory`.
    public SessionStore sessionStore() throws StackException {
        return switch (value) {
            case "redis" -> SessionStore.REDIS;
            case "memory" -> SessionStore.MEMORY;
            default -> throw refused("redis or memory");
        };
    }

    /// What is said of a value that can't be used.
    ///
    /// @param allowed what it must be: `a port from 1 to 65535`
    public StackException refused(String allowed) {
        return new StackException(
                name
                        + " in "
                        + where
                        + " is \""
                        + value.replaceAll("\\p{Cntrl}", "?")
                        + "\": it must be "
                        + allowed
                        + ".");
    }

    private int number(int most, String allowed) throws StackException {
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) > most) {
            throw refused(allowed);
        }
        return Integer.parseInt(value);
    }
}
