package io.lblab.shop.log;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shop's log: every line starts with `[Instance <id>]`, so that the lines of several instances
/// can be told apart when they are read together.
public final class InstanceLog {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.lblab.shop");

    private final String prefix;

    public InstanceLog(String instanceId) {
        this.prefix = "[Instance " + instanceId + "] ";
    }

    public void info(String line) {
        LOGGER.info("{}{}", prefix, line);
    }

    /// Something is amiss that an operator may want to mend.
    public void warn(String line) {
        LOGGER.warn("{}{}", prefix, line);
    }

    /// A failure that nobody expected, with its stack.
    public void error(String line, Throwable cause) {
        LOGGER.error("{}{}", prefix, line, cause);
    }
}
