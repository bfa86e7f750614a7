package io.lblab.shop.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// One client's connection: stamps each answer with a header, and ends a request that is too long
/// in coming.
final class ShopConnection extends HttpConnection {
    private final HttpField stamp;

    ShopConnection(
            HttpConfiguration configuration,
            Connector connector,
            EndPoint endPoint,
            HttpField stamp) {
        super(configuration, connector, endPoint);
        this.stamp = stamp;
        ((StampingGenerator) getGenerator()).stamp(stamp);
    }

    @Override
    protected HttpGenerator newHttpGenerator() {
        return new StampingGenerator(); // called by the super constructor: no field yet
    }

    /// Answers 408 when a request began longer ago than the limit and more of it is still waited
    /// for. May be called from any thread at any time.
    ///
    /// @param now as by [System#nanoTime]
    void endIfSlow(long now, Duration limit) {
        HttpParser parser = getParser();
        long begun = parser.getBeginNanoTime();
        boolean late = begun != 0 && now - begun > limit.toNanos();
        if (!late || !isFillInterested()) {
            return;
        }
        if (parser.inContentState()) {
            SlowRequestException slow = new SlowRequestException(limit);
            if (onIdleExpired(slow)) { // else the handler that reads hears of it
                getEndPoint().close(slow);
            }
        } else if (parser.inHeaderState() && !parser.isStart()) {
            EndPoint endPoint = getEndPoint();
            endPoint.write(Callback.from(endPoint::close), tooLate(limit));
        }
    }

    private ByteBuffer tooLate(Duration limit) {
        String body =
                "{\"error\":\"request_timeout\",\"reason\":\"%s\"}"
                        .formatted(new SlowRequestException(limit).getMessage());
        String answer =
                """
                HTTP/1.1 408 Request Timeout\r
                %s: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                Connection: close\r
                \r
                %s\
                """
                        .formatted(stamp.getName(), stamp.getValue(), body.length(), body);
        return ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII));
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
