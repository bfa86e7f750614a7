package io.lblab.shop.behaviour;

/// A behaviour that cannot be set. The message is one sentence naming member, value and what is
/// allowed; it is meant for the person who sent it.
final class InvalidBehaviour extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidBehaviour(String sentence) {
        super(sentence);
    }
}
