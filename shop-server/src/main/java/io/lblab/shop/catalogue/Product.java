package io.lblab.shop.catalogue;

/// A product as the database has it.
///
/// @param picture name of its picture, without path and ending
/// @param priceCents price in cents
/// @param stock pieces left, never below zero
/// @param version grows with every change
/// @param active whether it is offered; false when it was withdrawn
public record Product(
        long id,
        String name,
        String category,
        String picture,
        String description,
        long priceCents,
        int stock,
        long version,
        boolean active) {

    /// Path of the picture on this server.
    public String imageUrl() {
        return "/static/img/products/" + picture + ".svg";
    }
}
