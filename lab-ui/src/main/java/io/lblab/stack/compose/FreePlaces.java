package io.lblab.stack.compose;

import com.github.dockerjava.api.model.Network;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Finds ports and a network that nobody on this machine uses.
final class FreePlaces {

    private static final int LAST_NETWORK = 250;

    private final DockerEngine engine;

    FreePlaces(DockerEngine engine) {
        this.engine = engine;
    }

    /// The port asked for, or any free one for 0.
    ///
    /// @throws StackException when it is taken
    int port(int asked) throws StackException {
        try (ServerSocket socket = bound(asked)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StackException(
                    "Port "
                            + asked
                            + " on 127.0.0.1 is taken: stop what uses it, or choose another port.",
                    e);
        }
    }

    /// The port asked for when it is free, else any free one.
    int portNear(int asked) throws StackException {
        try (ServerSocket socket = bound(asked)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return port(0);
        }
    }

    /// The first three octets of a network that collides with none of Docker's or this machine's:
    /// the one asked for, or one a few numbers further.
    String network(String asked) throws StackException {
        List<String> taken = new ArrayList<>(addressesOfThisMachine());
        for (Network network : engine.ask(docker -> docker.listNetworksCmd().exec())) {
            if (network.getIpam() != null && network.getIpam().getConfig() != null) {
                network.getIpam().getConfig().stream()
                        .map(Network.Ipam.Config::getSubnet)
                        .filter(Objects::nonNull)
                        .forEach(taken::add);
            }
        }
        int dot = asked.lastIndexOf('.');
        String front = asked.substring(0, dot + 1);
        for (int third = Integer.parseInt(asked.substring(dot + 1));
                third <= LAST_NETWORK;
                third++) {
            String candidate = front + third;
            if (taken.stream().noneMatch(used -> used.startsWith(candidate + "."))) {
                return candidate;
            }
        }
        throw new StackException(
                "Every network from "
                        + asked
                        + ".0/24 on is taken: set LAB_NET in compose/.env to three free octets.");
    }

    private static ServerSocket bound(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static List<String> addressesOfThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }
}
