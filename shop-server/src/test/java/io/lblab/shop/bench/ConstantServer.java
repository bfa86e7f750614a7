package io.lblab.shop.bench;

import io.javalin.Javalin;

/// Javalin answering a constant: what the shop is compared with.
final class ConstantServer {
    private ConstantServer() {}

    public static void main(String[] args) {
        String product =
                "{\"product\":{\"id\":1,\"name\":\"Widget\",\"stock\":100,\"price\":9.99,"
                        + "\"image_url\":\"/static/img/products/widget-0.svg\"},\"stock\":100}";
        Javalin.create(
                        config -> {
                            config.startup.showJavalinBanner = false;
                            config.concurrency.useVirtualThreads = true;
                            config.routes.get(
                                    "/products/{id}",
                                    ctx -> ctx.contentType("application/json").result(product));
                        })
                .start("127.0.0.1", Integer.parseInt(args[0]));
    }
}
