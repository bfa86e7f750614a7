package io.lblab.shop.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/// One endpoint.
///
/// @param path with `{name}` for a parameter and `*` for the rest
public record Route(HandlerType method, String path, Handler handler) {

    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, handler);
    }

    public static Route put(String path, Handler handler) {
        return new Route(HandlerType.PUT, path, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, handler);
    }

    /// What metrics call an endpoint: its path with the parameters in angle brackets.
    static String label(String path) {
        return path.replace('{', '<').replace('}', '>');
    }
}
