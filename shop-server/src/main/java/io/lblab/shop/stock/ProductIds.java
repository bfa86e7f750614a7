package io.lblab.shop.stock;

import io.javalin.http.Context;
import io.lblab.shop.web.Requests;

/// Which product a request means.
///
/// @param defaultId the one meant when none is named
public record ProductIds(long defaultId) {
    /// The query parameter `product_id`, the default without a value; −1, the id of nothing, when
    /// it is no number.
    public long of(Context ctx) {
        String named = ctx.queryParam("product_id");
        return named == null || named.isBlank() ? defaultId : Requests.id(named);
    }
}
