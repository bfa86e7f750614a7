package io.lblab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import javax.net.SocketFactory;

/// Sockets that leave from one address.
final class BoundSocketFactory extends SocketFactory {

    private final Optional<InetAddress> source;

    /// @param source an IPv4 address of this machine; empty leaves it to the system
    BoundSocketFactory(Optional<String> source) {
        this.source = source.map(InetAddress::ofLiteral);
    }

    @Override
    public Socket createSocket() throws IOException {
        CountedSocket socket = new CountedSocket();
        try {
            socket.setTcpNoDelay(true);
            if (source.isPresent()) {
                socket.bind(new InetSocketAddress(source.get(), 0));
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw FailureWords.whenBinding(e);
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw connectedElsewhere();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
            throws IOException {
        throw connectedElsewhere();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw connectedElsewhere();
    }

    @Override
    public Socket createSocket(
            InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw connectedElsewhere();
    }

    /// OkHttp creates plain sockets and connects them itself.
    private static SocketException connectedElsewhere() {
        return new SocketException("Only unconnected sockets are made here.");
    }
}
