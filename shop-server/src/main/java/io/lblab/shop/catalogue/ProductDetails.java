package io.lblab.shop.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// What is said of a product, apart from how many there are.
///
/// @param picture see [Product#picture()]
/// @param active whether it is offered
public record ProductDetails(
        String name,
        String category,
        String picture,
        String description,
        long priceCents,
        boolean active) {

    public static ProductDetails of(Product product) {
        return new ProductDetails(
                product.name(),
                product.category(),
                product.picture(),
                product.description(),
                product.priceCents(),
                product.active());
    }

    /// The same, on the shelves or not.
    public ProductDetails offered(boolean offered) {
        return new ProductDetails(name, category, picture, description, priceCents, offered);
    }

    /// A short text that is another one for other details, the same on every instance.
    public String mark() {
        CRC32C sum = new CRC32C();
        sum.update(
                String.join(
                                "\0",
                                name,
                                category,
                                picture,
                                description,
                                Long.toString(priceCents),
                                Boolean.toString(active))
                        .getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
