package io.lblab.shop.web;

import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/// What an answer needs that goes on for as long as its client stays.
public final class OpenEnded {
    private OpenEnded() {}

    /// The client sent HEAD: it waits for the headers and nothing else.
    public static boolean isHeadersOnly(HttpServletRequest request) {
        return request.getAttribute(HeadAsGet.ATTRIBUTE) != null;
    }

    /// Logs and counts the request now; its end will not be.
    public static void begins(HttpServletRequest request, int status) {
        GateKeeper.leave(request);
        if (request.getAttribute(ExchangeLog.SELF) instanceof ExchangeLog log) {
            log.begun(request, status);
        }
    }

    /// Closes the connection under an answer that the client does not take.
    public static void abort(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
