package io.lblab.distribution;

/// Some of a run's answers: those to one kind of request, or with one status.
///
/// @param errors of these
/// @param latency from the moment each was due
public record Part(long count, long errors, Percentiles latency) {}
