package io.lblab.nginx;

import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.lang.module.ModuleDescriptor;
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
        return lacking(strategy).isEmpty();
    }

    /// Why this nginx can't balance that way, in one sentence; empty when it can.
    public Optional<String> lacking(Strategy strategy) {
        return switch (strategy) {
            case Strategy.RoundRobin _ -> Optional.empty();
            case Strategy.LeastConn _ -> needs("least_conn", strategy);
            case Strategy.IpHash _ -> needs("ip_hash", strategy);
            case Strategy.Hash _ -> needs("hash", strategy);
            case Strategy.Random _, Strategy.RandomTwo _ -> needs("random", strategy);
            case Strategy.LeastTime _ -> needs("least_time", strategy);
            case Strategy.StickyCookie _, Strategy.StickyRoute _, Strategy.StickyLearn _ ->
                    needs("sticky", strategy);
        };
    }

    /// The version of nginx that brings it; empty for what every version has.
    public static Optional<String> since(Strategy strategy) {
        return switch (strategy) {
            case Strategy.RoundRobin _ -> Optional.empty();
            case Strategy.LeastConn _ -> Optional.of("1.3.1");
            case Strategy.IpHash _ -> Optional.of("0.3.49");
            case Strategy.Hash _ -> Optional.of("1.7.2");
            case Strategy.Random _, Strategy.RandomTwo _ -> Optional.of("1.15.1");
            case Strategy.LeastTime _ -> Optional.of("1.31.0");
            case Strategy.StickyCookie _, Strategy.StickyRoute _, Strategy.StickyLearn _ ->
                    Optional.of("1.29.6");
        };
    }

    /// Why this nginx can't run that upstream, in one sentence; empty when it can.
    public Optional<String> lacking(Upstream upstream) {
        boolean limited = upstream.servers().stream().anyMatch(s -> s.maxConns() > 0);
        return lacking(upstream.strategy())
                .or(() -> limited ? needsVersion("max_conns", "1.11.5") : Optional.empty());
    }

    private Optional<String> needs(String what, Strategy strategy) {
        String module = "http_upstream_" + what;
        return since(strategy)
                .flatMap(since -> needsVersion(what, since))
                .or(() ->
                        without(module + "_module")
                                ? Optional.of(
                                        "nginx "
                                                + version
                                                + " was built without "
                                                + module
                                                + "_module, so it has no "
                                                + what
                                                + ".")
                                : Optional.empty());
    }

    private Optional<String> needsVersion(String what, String since) {
        return atLeast(since)
                ? Optional.empty()
                : Optional.of(
                        "nginx "
                                + version
                                + " has no "
                                + what
                                + ": nginx "
                                + since
                                + " brings it.");
    }

    /// Whether this is that version or a later one.
    boolean atLeast(String since) {
        return ModuleDescriptor.Version.parse(version)
                        .compareTo(ModuleDescriptor.Version.parse(since))
                >= 0;
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
