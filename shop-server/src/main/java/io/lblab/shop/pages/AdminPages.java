package io.lblab.shop.pages;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.lblab.shop.admin.SeedReset;
import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.consistency.Audit;
import io.lblab.shop.orders.OrderState;
import io.lblab.shop.orders.OrderTable;
import io.lblab.shop.store.Database;
import io.lblab.shop.store.StoreException;
import io.lblab.shop.web.Route;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the shop stands, and setting it back to how it began.
public final class AdminPages {
    private static final int MOST_LOW = 12;

    private final Templates templates;
    private final Frames frames;
    private final AdminGate gate;
    private final Database database;
    private final Catalogue catalogue;
    private final Audit audit;
    private final SeedReset reset;

    /// Orders of one state, counted.
    public record Count(String state, long orders) {}

    public AdminPages(
            Templates templates,
            Frames frames,
            AdminGate gate,
            Database database,
            Catalogue catalogue,
            Audit audit,
            SeedReset reset) {
        this.templates = templates;
        this.frames = frames;
        this.gate = gate;
        this.database = database;
        this.catalogue = catalogue;
        this.audit = audit;
        this.reset = reset;
    }

    public List<Route> routes() {
        return List.of(
                gate.get("/admin", this::overview),
                gate.get("/admin/reset", this::confirm),
                gate.post("/admin/reset", this::reset));
    }

    private void overview(Context ctx) {
        List<Product> low =
                catalogue.all().stream()
                        .filter(AdminProductPages::isLow)
                        .sorted(Comparator.comparingInt(Product::stock))
                        .toList();
        templates.sendPersonal(
                ctx,
                "admin/overview",
                Map.of(
                        "frame",
                        frames.of(ctx, "Admin", "account"),
                        "books",
                        books(),
                        "orders",
                        counts(),
                        "low",
                        low.stream().limit(MOST_LOW).toList(),
                        "lowInAll",
                        low.size(),
                        "said",
                        "reset".equals(ctx.queryParam("said"))
                                ? "The shelves are as they were at the first start."
                                : ""));
    }

    private List<Count> counts() {
        Map<OrderState, Long> counts = database.read(OrderTable::counts);
        return Arrays.stream(OrderState.values())
                .map(state -> new Count(state.text(), counts.getOrDefault(state, 0L)))
                .toList();
    }

    /// Empty when they cannot be looked at just now.
    private Optional<Audit.Verdict> books() {
        try {
            return Optional.of(audit.now());
        } catch (StoreException e) {
            return Optional.empty();
        }
    }

    private void confirm(Context ctx) {
        templates.sendPersonal(
                ctx,
                "admin/reset",
                Map.of("frame", frames.of(ctx, "Reset", "account"), "plan", reset.plan()));
    }

    private void reset(Context ctx) {
        reset.reset();
        ctx.redirect("/admin?said=reset", HttpStatus.SEE_OTHER);
    }
}
