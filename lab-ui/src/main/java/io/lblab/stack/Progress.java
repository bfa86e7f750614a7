package io.lblab.stack;

/// One line of progress while the stack starts or stops. A service's line is replaced by its next
/// one.
///
/// @param service the service's name, or `stack` for the whole
/// @param text what is happening, in present tense: `waiting for the broker`
/// @param done whether this service is finished
public record Progress(String service, String text, boolean done) {}
