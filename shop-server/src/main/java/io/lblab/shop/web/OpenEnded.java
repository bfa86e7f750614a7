package io.lblab.shop.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
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

    /// Each write goes straight to the client. A buffer that is kept for as long as the client
    /// stays would be 32 KB for each.
    public static OutputStream unbuffered(HttpServletResponse response) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        return out instanceof HttpOutput jetty ? new Unbuffered(jetty) : out;
    }

    private static final class Unbuffered extends OutputStream {
        private final HttpOutput out;

        Unbuffered(HttpOutput out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(ByteBuffer.wrap(bytes, offset, length));
        }
    }
}
