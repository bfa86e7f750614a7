package io.lblab.shop.web;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

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
                new ShopConnection(getHttpConfiguration(), connector, endPoint, field),
                connector,
                endPoint);
    }
}
