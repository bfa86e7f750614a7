package io.lblab.traffic;

/// A plan that can't be fired. The message is one sentence for a person: what is wrong and what
/// mends it.
public final class InvalidPlanException extends IllegalArgumentException {

    public InvalidPlanException(String message) {
        super(message);
    }
}
