package io.lblab.stack.local;

import io.lblab.stack.StackException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where every part of one local stack listens.
///
/// On Linux the stack has a network of its own inside the loopback, 127.X.0.0/24, and every part
/// the port that people know: 8000, 6379, 9092, 5432. Elsewhere only 127.0.0.1 answers, so ports
/// are free ones.
///
/// @param lab where the lab itself calls from when it names other clients in X-Forwarded-For
record Addresses(
        String lab,
        Endpoint nginx,
        List<Endpoint> apps,
        Endpoint redis,
        Endpoint kafka,
        Endpoint kafkaController,
        Endpoint postgres,
        Endpoint prometheus,
        Endpoint nodeExporter) {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int FIRST_NETWORK = 20;
    private static final int NETWORKS = 180;
    private static final int MOST_INSTANCES = 200;

    Addresses {
        apps = List.copyOf(apps);
    }

    /// Picks free addresses.
    ///
    /// @param port of nginx on 127.0.0.1; 0 for a free one
    static Addresses pick(int port, int instances, Random random) throws StackException {
        if (instances < 1 || instances > MOST_INSTANCES) {
            throw new StackException(
                    instances + " instances can't run here: ask for 1 to " + MOST_INSTANCES + ".");
        }
        try {
            Endpoint nginx = port == 0 ? Endpoint.anyPort(LOOPBACK) : new Endpoint(LOOPBACK, port);
            return isLinux() ? pickNetwork(nginx, instances, random) : pickPorts(nginx, instances);
        } catch (IOException e) {
            throw new StackException("No free port was found: " + e.getMessage(), e);
        }
    }

    private static Addresses pickNetwork(Endpoint nginx, int instances, Random random)
            throws StackException {
        int first = random.nextInt(NETWORKS);
        return IntStream.range(0, NETWORKS)
                .mapToObj(i -> network(nginx, FIRST_NETWORK + (first + i) % NETWORKS, instances))
                .filter(Addresses::allFree)
                .findFirst()
                .orElseThrow(() ->
                        new StackException(
                                "Every loopback network from 127.20.0.0 to 127.199.0.0 is in"
                                        + " use: stop the programs that listen there."));
    }

    static Addresses network(Endpoint nginx, int network, int instances) {
        String prefix = "127." + network + ".0.";
        return new Addresses(
                prefix + 9,
                nginx,
                IntStream.rangeClosed(1, instances)
                        .mapToObj(n -> new Endpoint(prefix + (10 + n), 8000))
                        .toList(),
                new Endpoint(prefix + 2, 6379),
                new Endpoint(prefix + 3, 9092),
                new Endpoint(prefix + 3, 9093),
                new Endpoint(prefix + 6, 5432),
                new Endpoint(prefix + 4, 9090),
                new Endpoint(prefix + 5, 9100));
    }

    private static Addresses pickPorts(Endpoint nginx, int instances) throws IOException {
        List<Endpoint> apps = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            apps.add(Endpoint.anyPort(LOOPBACK));
        }
        return new Addresses(
                LOOPBACK,
                nginx,
                apps,
                Endpoint.anyPort(LOOPBACK),
                Endpoint.anyPort(LOOPBACK),
                Endpoint.anyPort(LOOPBACK),
                Endpoint.anyPort(LOOPBACK),
                Endpoint.anyPort(LOOPBACK),
                Endpoint.anyPort(LOOPBACK));
    }

    private boolean allFree() {
        return Stream.concat(
                        apps.stream(),
                        Stream.of(
                                redis, kafka, kafkaController, postgres, prometheus, nodeExporter))
                .allMatch(Endpoint::free);
    }

    private static boolean isLinux() {
        return System.getProperty("os.name", "").startsWith("Linux");
    }
}
