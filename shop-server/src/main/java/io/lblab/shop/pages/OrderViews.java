package io.lblab.shop.pages;

import io.lblab.shop.catalogue.Catalogue;
import io.lblab.shop.catalogue.Product;
import io.lblab.shop.catalogue.ProductTable;
import io.lblab.shop.orders.Order;
import io.lblab.shop.orders.OrderLine;
import io.lblab.shop.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Gives orders the names and pictures of their products.
final class OrderViews {
    private final Catalogue catalogue;
    private final Database database;

    OrderViews(Catalogue catalogue, Database database) {
        this.catalogue = catalogue;
        this.database = database;
    }

    List<OrderView> of(List<Order> orders, boolean own) {
        Map<Long, Product> shelves =
                catalogue.all().stream()
                        .collect(Collectors.toMap(Product::id, Function.identity()));
        return orders.stream()
                .map(order ->
                        new OrderView(
                                order,
                                order.lines().stream().map(line -> line(shelves, line)).toList(),
                                own))
                .toList();
    }

    private OrderView.Line line(Map<Long, Product> shelves, OrderLine line) {
        Product product =
                Optional.ofNullable(shelves.get(line.productId()))
                        .or(() -> database.read(c -> ProductTable.find(c, line.productId())))
                        .orElseThrow(); // an order's products are never deleted
        return new OrderView.Line(
                product.id(),
                product.name(),
                product.imageUrl(),
                line.quantity(),
                line.unitPriceCents());
    }
}
