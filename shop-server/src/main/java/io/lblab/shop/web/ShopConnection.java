package io.lblab.shop.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// One client's connection: stamps each answer with a header, and ends a request that is too long
/// in coming.
final class ShopConnection extends HttpConnection {
    private @Nullable RequestHandler requests; // set by the super constructor
    private boolean over;

    ShopConnection(
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            HttpField stamp) {
        super(configuration, connector, endPoint);
        ((StampingGenerator) getGenerator()).stamp(stamp);
    }

    @Override
    protected HttpGenerator newHttpGenerator() {
        return new StampingGenerator(); // called by the super constructor: no field yet
    }

    @Override
    protected RequestHandler newRequestHandler() {
        RequestHandler handler = super.newRequestHandler();
        requests = handler;
        return handler;
    }

    /// Answers 408 when a request began longer ago than the limit and more of it is still waited
    /// for. Closes a connection whose last answer was sent before the last call. May be called from
    /// any thread, by one at a time.
    ///
    /// @param now as by [System#nanoTime]
    void endIfSlow(long now, Duration limit) {
        if (getEndPoint().isOutputShutdown()) {
            if (over) {
                getEndPoint().close(); // the client has had the time to read what we sent
            }
            over = true;
            return;
        }
        HttpParser parser = getParser();
        long begun = parser.getBeginNanoTime();
        boolean late = begun != 0 && now - begun > limit.toNanos();
        if (!late || !isFillInterested()) {
            return;
        }
        SlowRequestException slow = new SlowRequestException(limit);
        if (parser.inContentState()) {
            if (onIdleExpired(slow)) { // else the handler that reads hears of it
                getEndPoint().close(slow);
            }
        } else if (parser.inHeaderState() && !parser.isStart()) {
            // Whoever takes the interest is the only one to act on the connection, us or a byte.
            ((AbstractEndPoint) getEndPoint()).getFillInterest().onFail(slow);
        }
    }

    @Override
    public void onFillInterestedFailed(Throwable cause) {
        RequestHandler handler = requests;
        if (handler != null && cause instanceof SlowRequestException) {
            handler.badMessage(new HttpException.RuntimeException(408, cause.getMessage()));
        } else {
            super.onFillInterestedFailed(cause);
        }
    }

    private static final class StampingGenerator extends HttpGenerator {
        private @Nullable HttpField field;

        void stamp(HttpField stamp) {
            this.field = stamp;
        }

        @Override
        @SuppressWarnings("NullAway") // Jetty passes null for what is not there yet
        public Result generateResponse(
                MetaData.@Nullable Response info,
                boolean head,
                @Nullable ByteBuffer header,
                @Nullable ByteBuffer chunk,
                @Nullable ByteBuffer content,
                boolean last)
                throws IOException {
            boolean starts = isState(State.START) && info != null && header != null;
            return super.generateResponse(
                    starts ? stamped(info) : info, head, header, chunk, content, last);
        }

        private MetaData.Response stamped(MetaData.Response info) {
            HttpFields.Mutable fields = HttpFields.build(info.getHttpFields());
            if (field != null) {
                fields.put(field);
            }
            return new MetaData.Response(
                    info.getStatus(),
                    info.getReason(),
                    info.getHttpVersion(),
                    fields,
                    info.getContentLength(),
                    info.getTrailersSupplier());
        }
    }
}
