package io.lblab.shop.admin;

import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductDetails;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.catalogue.Seed;
import io.lblab.shop.stock.ProductCache;
import io.lblab.shop.stock.StockBook;
import io.lblab.shop.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes the shelves what they were at the first start: the products of the seed as they were,
/// others withdrawn. Stock goes back by movements, so that the books still balance; orders and
/// accounts stay.
public final class SeedReset {
    private final Database database;
    private final StockBook stock;
    private final ProductCache cache;
    private final Clock clock;
    private final Map<Long, Product> seed =
            Seed.products(0).stream().collect(Collectors.toMap(Product::id, Function.identity()));

    /// What there is to do.
    ///
    /// @param changed products that say something else than at first, or were withdrawn
    /// @param added products that the seed does not have
    /// @param moved products of the seed whose stock is another
    public record Plan(List<Product> changed, List<Product> added, List<Product> moved) {
        public boolean isEmpty() {
            return changed.isEmpty() && added.isEmpty() && moved.isEmpty();
        }
    }

    public SeedReset(Database database, StockBook stock, ProductCache cache, Clock clock) {
        this.database = database;
        this.stock = stock;
        this.cache = cache;
        this.clock = clock;
    }

    /// Tells what [#reset] would do.
    public Plan plan() {
        stock.flush();
        return plan(database.read(ProductTable::everything));
    }

    /// Does it. What was interrupted is finished by doing it again.
    public void reset() {
        stock.flush(); // so that the cache gets the stock of now
        long now = clock.millis();
        Plan plan = database.writer().write(c -> rewrite(c, now));
        Set<Long> rewritten =
                Stream.concat(plan.changed.stream(), plan.added.stream())
                        .map(Product::id)
                        .collect(Collectors.toSet());
        cache.refresh(
                database.read(ProductTable::everything).stream()
                        .filter(product -> rewritten.contains(product.id()))
                        .toList());
        plan.moved.forEach(product -> stock.set(product.id(), seed(product).stock()));
    }

    private Plan plan(List<Product> products) {
        List<Product> ours = products.stream().filter(p -> seed.containsKey(p.id())).toList();
        return new Plan(
                ours.stream()
                        .filter(p -> !ProductDetails.of(p).equals(ProductDetails.of(seed(p))))
                        .toList(),
                products.stream().filter(p -> p.active() && !seed.containsKey(p.id())).toList(),
                ours.stream().filter(p -> p.stock() != seed(p).stock()).toList());
    }

    private Plan rewrite(Connection connection, long now) throws SQLException {
        Plan plan = plan(ProductTable.everything(connection));
        for (Product product : plan.changed) {
            ProductTable.change(connection, product.id(), ProductDetails.of(seed(product)), now);
        }
        for (Product product : plan.added) {
            ProductTable.change(
                    connection, product.id(), ProductDetails.of(product).offered(false), now);
        }
        return plan;
    }

    private Product seed(Product product) {
        return Objects.requireNonNull(seed.get(product.id()));
    }
}
