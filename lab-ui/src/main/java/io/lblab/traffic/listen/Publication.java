package io.lblab.traffic.listen;

/// A change of stock that the probe has asked for.
///
/// @param number from 1
/// @param sentAt of System.nanoTime(), just before it was sent
record Publication(int number, long product, int stock, long sentAt) {}
