package io.lblab.shop.web;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Lets handlers answer HEAD as if it were GET, so that both have the same headers. Jetty looks at
/// the request's own method when it writes, and leaves the body out.
final class HeadAsGet extends Handler.Wrapper {
    /// Request attribute that is set when the client asked for headers only.
    static final String ATTRIBUTE = "io.lblab.shop.head";

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!HttpMethod.HEAD.is(request.getMethod())) {
            return super.handle(request, response, callback);
        }
        request.setAttribute(ATTRIBUTE, true);
        Request get =
                new Request.Wrapper(request) {
                    @Override
                    public String getMethod() {
                        return HttpMethod.GET.asString();
                    }
                };
        return super.handle(get, response, callback);
    }
}
