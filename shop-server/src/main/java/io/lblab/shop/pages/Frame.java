package io.lblab.shop.pages;

/// What surrounds every page.
///
/// @param instance which instance rendered it
/// @param place the entry of the navigation that is here: `home`, `shop` or empty
public record Frame(String title, String instance, String place) {}
