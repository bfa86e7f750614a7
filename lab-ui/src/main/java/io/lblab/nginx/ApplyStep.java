package io.lblab.nginx;

import java.time.Duration;

/// One step of bringing a configuration live, as it is shown.
///
/// @param command the exact command, or what the lab did itself: `rename nginx.conf.candidate →
///   nginx.conf`
/// @param detail what came of it, nginx's own words included
public record ApplyStep(Kind kind, Status status, String command, String detail, Duration took) {

    public enum Kind {
        RENDER,
        DIFF,
        FORECAST,
        TEST,
        SWAP,
        RELOAD,
        CONFIRM,
        ROLL_BACK
    }

    public enum Status {
        RUNNING,
        DONE,
        FAILED
    }
}
