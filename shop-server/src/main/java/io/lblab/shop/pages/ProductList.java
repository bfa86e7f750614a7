package io.lblab.shop.pages;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductPage;
import io.lblab.shop.pages.AdminProductPages.Show;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A page of products as an admin sees them.
public record ProductList(ProductPage found, Show show) {

    public String q() {
        return found.query().q();
    }

    public int page() {
        return found.query().page();
    }

    public List<Show> shows() {
        return List.of(Show.values());
    }

    public boolean isLow(Product product) {
        return AdminProductPages.isLow(product);
    }

    /// The same search on another page.
    public String page(int page) {
        return url(show, page);
    }

    /// The same search among others.
    public String among(Show other) {
        return url(other, 1);
    }

    private String url(Show other, int page) {
        return "/admin/products?q=%s&show=%s&page=%d"
                .formatted(URLEncoder.encode(q(), StandardCharsets.UTF_8), other.parameter(), page);
    }
}
