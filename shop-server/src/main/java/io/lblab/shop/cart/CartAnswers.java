package io.lblab.shop.cart;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.lblab.shop.session.Sessions;
import io.lblab.shop.web.Answers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The JSON of a cart, and of what can be wrong with a change.
final class CartAnswers {
    private final Carts carts;
    private final Sessions sessions;
    private final Answers answers;

    /// The whole cart.
    ///
    /// @param session `found`, `none`, or `lost` when the cookie's session is not here
    private record Body(List<Line> lines, int count, BigDecimal total, String session) {}

    private record Line(
            @JsonProperty("product_id") long productId,
            String name,
            int quantity,
            BigDecimal price,
            BigDecimal total) {
        static Line of(CartLine line) {
            return new Line(
                    line.product().id(),
                    line.product().name(),
                    line.pieces(),
                    BigDecimal.valueOf(line.product().priceCents(), 2),
                    BigDecimal.valueOf(line.totalCents(), 2));
        }
    }

    CartAnswers(Carts carts, Sessions sessions, Answers answers) {
        this.carts = carts;
        this.sessions = sessions;
        this.answers = answers;
    }

    /// Answers with the cart as it is now.
    void cart(Context ctx) {
        CartView view = carts.view(ctx);
        answers.ok(
                ctx,
                new Body(
                        view.lines().stream().map(Line::of).toList(),
                        view.count(),
                        BigDecimal.valueOf(view.totalCents(), 2),
                        sessions.visit(ctx).state().name().toLowerCase(Locale.ROOT)));
    }

    /// Answers to a change: the cart, or the reason why nothing was changed.
    void changed(Context ctx, CartStore.Change change) {
        switch (change) {
            case DONE -> cart(ctx);
            case TOO_MANY_LINES -> refuse(ctx, "too_many_lines", CartStore.MOST_LINES);
            case TOO_MANY_PIECES -> refuse(ctx, "too_many_pieces", CartStore.MOST_PIECES);
        }
    }

    void refuse(Context ctx, int status, String error) {
        answers.error(ctx, status, error);
    }

    private void refuse(Context ctx, String error, int most) {
        answers.send(ctx, 400, Map.of("error", error, "most", most));
    }
}
