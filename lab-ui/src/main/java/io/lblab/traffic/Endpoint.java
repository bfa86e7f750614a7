package io.lblab.traffic;

/// A kind of request that figures are kept for: one of the mix, or a step of a journey.
///
/// @param name `GET /shop`, or of a step `buy: put in cart`
public record Endpoint(String name, String method, String path) {}
