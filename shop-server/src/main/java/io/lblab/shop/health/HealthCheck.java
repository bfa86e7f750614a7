package io.lblab.shop.health;

/// Something the shop cannot serve without.
///
/// @param name what it is called in `/health/ready`
/// @param probe asks it
public record HealthCheck(String name, Probe probe) {
    /// What a check says when all is well.
    public static final String OK = "ok";

    /// Asks once. May block; is interrupted when it takes too long.
    @FunctionalInterface
    public interface Probe {
        /// Returns normally when it answers.
        ///
        /// @return `ok`, or what else there is to say about it
        /// @throws Exception when it does not; the message says why
        String ask() throws Exception;
    }

    /// What is stood in for within this process cannot be away.
    public static HealthCheck inProcess(String name) {
        return new HealthCheck(name, () -> "in-process");
    }
}
