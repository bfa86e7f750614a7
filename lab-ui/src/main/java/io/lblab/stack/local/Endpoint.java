package io.lblab.stack.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Where a process listens.
record Endpoint(String host, int port) {

    private static final int CONNECT_MILLIS = 1000;

    InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /// Whether something could listen there now.
    boolean free() {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: an address whose last connections still linger is free.
            socket.setReuseAddress(true);
            socket.bind(address());
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    boolean accepts() {
        try (Socket socket = new Socket()) {
            socket.connect(address(), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /// A free port of that address.
    static Endpoint anyPort(String host) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return new Endpoint(host, socket.getLocalPort());
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
