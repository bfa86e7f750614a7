package io.lblab.nginx;

import java.time.Duration;

/// What one command said.
///
/// @param command as a person would type it
/// @param output standard output and error, in order
public record CommandResult(String command, int exitCode, String output, Duration took) {

    public boolean succeeded() {
        return exitCode == 0;
    }
}
