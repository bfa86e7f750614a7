package io.lblab.nginx;

import io.lblab.upstream.Strategy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one nginx can do, from what it says of itself.
///
/// @param version as nginx prints it: `1.22.1`
public record Capabilities(String version, String configureArguments) {

    private static final Pattern VERSION = Pattern.compile("nginx version: \\S+?/([0-9.]+)");

    /// From the output of `nginx -V`.
    ///
    /// @throws NginxException when that is no nginx
    public static Capabilities parse(String output) throws NginxException {
        Matcher version = VERSION.matcher(output);
        if (!version.find()) {
            throw new NginxException("This is no nginx: " + output.strip());
        }
        int arguments = output.indexOf("configure arguments:");
        return new Capabilities(version.group(1), arguments < 0 ? "" : output.substring(arguments));
    }

    public boolean supports(Strategy strategy) {
        return switch (strategy) {
            case Strategy.RoundRobin _ -> true;
            case Strategy.LeastConn _ -> !without("http_upstream_least_conn_module");
            case Strategy.IpHash _ -> !without("http_upstream_ip_hash_module");
        };
    }

    /// What the lab's configuration needs and this nginx was built without, in one sentence.
    public Optional<String> missing() {
        for (String module : new String[] {"http_realip_module", "http_stub_status_module"}) {
            if (!configureArguments.contains("--with-" + module)) {
                return lacks(module);
            }
        }
        for (String module :
                new String[] {"http_upstream_zone_module", "http_upstream_keepalive_module"}) {
            if (without(module)) {
                return lacks(module);
            }
        }
        return Optional.empty();
    }

    private Optional<String> lacks(String module) {
        return Optional.of(
                "nginx "
                        + version
                        + " was built without "
                        + module
                        + ", which the lab needs: install your system's package (Debian, Ubuntu:"
                        + " sudo apt-get install nginx-light).");
    }

    private boolean without(String module) {
        return configureArguments.contains("--without-" + module);
    }
}
