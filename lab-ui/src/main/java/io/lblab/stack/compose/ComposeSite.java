package io.lblab.stack.compose;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.Service;
import io.lblab.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The place where nginx runs, described for its configuration: for a stack that is about to start,
/// and for one that is found running.
final class ComposeSite {

    private static final int PORT = 8000;
    private static final Pattern BELIEVED = Pattern.compile("set_real_ip_from\\s+([^;\\s]+)\\s*;");
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\$http_x_lab_token\\s+\\$lab_trusted\\s*\\{[^}]*\"([^\"]*)\"\\s+1\\s*;");

    private ComposeSite() {}

    /// @param labAddress the one address whose X-Forwarded-For is believed
    static NginxSite of(
            int port,
            Map<String, String> addresses,
            Map<String, String> ids,
            String token,
            String labAddress) {
        return new NginxSite(
                URI.create("http://127.0.0.1:" + port),
                "80",
                "auto",
                addresses,
                ids,
                token,
                labAddress,
                "/var/cache/nginx",
                "/dev/stdout",
                "/dev/stderr",
                ComposeNginx.FOLDER + "/mime.types");
    }

    /// The site of a stack that is about to start in that network.
    static NginxSite planned(int port, int instances, String network, String token) {
        Map<String, String> addresses = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        for (int number = 1; number <= instances; number++) {
            addresses.put("app" + number, InstancesFile.address(network, number) + ":" + PORT);
            ids.put("app" + number, String.valueOf(number));
        }
        return of(port, addresses, ids, token, network + ".1");
    }

    /// The site of the stack that runs, whoever started it.
    static NginxSite found(InspectContainerResponse nginx, List<Service> services)
            throws StackException {
        Map<String, String> ids = new HashMap<>();
        for (Service service : services) {
            service.instanceId().ifPresent(id -> ids.put(service.name(), id));
        }
        Map<String, String> addresses = new HashMap<>();
        String[] hosts = nginx.getHostConfig().getExtraHosts();
        for (String host : hosts == null ? new String[0] : hosts) {
            int colon = host.indexOf(':');
            String name = host.substring(0, colon);
            if (ids.containsKey(name)) {
                addresses.put(name, host.substring(colon + 1) + ":" + PORT);
            }
        }
        Path config = folder(nginx).resolve("nginx.conf");
        String text = read(config);
        return of(port(nginx), addresses, ids, token(text), labAddress(config, text));
    }

    /// The folder on this machine that nginx has as /etc/nginx.
    static Path folder(InspectContainerResponse nginx) throws StackException {
        List<InspectContainerResponse.Mount> mounts = nginx.getMounts();
        if (mounts != null) {
            for (InspectContainerResponse.Mount mount : mounts) {
                if (mount.getDestination() != null
                        && ComposeNginx.FOLDER.equals(mount.getDestination().getPath())) {
                    // Docker Desktop shows this machine's folders below /host_mnt.
                    String source = Objects.requireNonNull(mount.getSource());
                    Path plain = Path.of(source);
                    return Files.exists(plain)
                            ? plain
                            : Path.of(source.replaceFirst("^/host_mnt", ""));
                }
            }
        }
        throw new StackException(
                "nginx has no folder of this machine mounted at "
                        + ComposeNginx.FOLDER
                        + ": stop and start the stack.");
    }

    private static int port(InspectContainerResponse nginx) {
        List<String> published = configuredPorts(nginx);
        return published.isEmpty() ? 0 : Integer.parseInt(published.getFirst());
    }

    /// From the configuration, not the state: a stopped nginx has its port too.
    private static List<String> configuredPorts(InspectContainerResponse nginx) {
        var bindings = nginx.getHostConfig().getPortBindings();
        if (bindings == null) {
            return List.of();
        }
        return bindings.getBindings().values().stream()
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(binding -> binding.getHostPortSpec())
                .toList();
    }

    /// The token by which nginx knows the lab. What it was started with says so, not a variable:
    /// that may have been set for a stack that was started by hand, whose nginx.conf has its own.
    private static String token(String config) {
        Matcher token = TOKEN.matcher(config);
        return token.find() ? token.group(1) : "";
    }

    private static String labAddress(Path config, String text) throws StackException {
        Matcher believed = BELIEVED.matcher(text);
        if (believed.find()) {
            return believed.group(1);
        }
        throw new StackException(
                config + " names no address to believe: stop and start the stack.");
    }

    private static String read(Path config) throws StackException {
        try {
            return Files.readString(config);
        } catch (IOException e) {
            throw new StackException("nginx's configuration " + config + " can't be read.", e);
        }
    }
}
