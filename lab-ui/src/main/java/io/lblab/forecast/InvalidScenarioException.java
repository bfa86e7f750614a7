package io.lblab.forecast;

/// What was asked for can't be forecast. The message is one sentence for a person: what is wrong
/// and what mends it.
public final class InvalidScenarioException extends IllegalArgumentException {

    public InvalidScenarioException(String message) {
        super(message);
    }
}
