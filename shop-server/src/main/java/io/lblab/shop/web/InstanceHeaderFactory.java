package io.lblab.shop.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.jspecify.annotations.Nullable;

/// Puts `X-Instance-ID` on every answer at the place where answers become bytes, so that those have
/// it too that no handler ever sees: Jetty's own 400 for what is not HTTP, 414, 431, 501, 505.
final class InstanceHeaderFactory extends HttpConnectionFactory {
    static final String HEADER = "X-Instance-ID";

    private final HttpField field;

    InstanceHeaderFactory(HttpConfiguration configuration, String instanceId) {
        super(configuration);
        this.field = new PreEncodedHttpField(HEADER, instanceId);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(
                new StampedConnection(getHttpConfiguration(), connector, endPoint, field),
                connector,
                endPoint);
    }

    private static final class StampedConnection extends HttpConnection {
        StampedConnection(
                HttpConfiguration configuration,
                Connector connector,
                EndPoint endPoint,
                HttpField field) {
            super(configuration, connector, endPoint);
            ((StampingGenerator) getGenerator()).stamp(field);
        }

        @Override
        protected HttpGenerator newHttpGenerator() {
            return new StampingGenerator(); // called by the super constructor: no field yet
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
