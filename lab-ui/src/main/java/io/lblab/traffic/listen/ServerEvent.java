package io.lblab.traffic.listen;

/// One event of a stream.
///
/// @param type `message` where the stream names none
/// @param data its lines, a line feed between them
public record ServerEvent(String type, String data) {}
