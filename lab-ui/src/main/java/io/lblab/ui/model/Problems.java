package io.lblab.ui.model;

import io.lblab.distribution.ReportException;
import io.lblab.nginx.NginxException;
import io.lblab.stack.StackException;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.upstream.InvalidUpstreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Failures as the window shows them: the lab's own exceptions already carry a sentence for a
/// person.
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    /// The sentence to show. What was not expected goes to the log with its trace as well.
    public static String sentence(Throwable failure) {
        return switch (failure) {
            case StackException _,
                    NginxException _,
                    InvalidPlanException _,
                    InvalidUpstreamException _,
                    ReportException _ ->
                    String.valueOf(failure.getMessage());
            default -> {
                LOG.error("Unexpected failure", failure);
                yield failure.getMessage() == null
                        ? failure.getClass().getSimpleName()
                        : failure.getClass().getSimpleName() + ": " + failure.getMessage();
            }
        };
    }
}
