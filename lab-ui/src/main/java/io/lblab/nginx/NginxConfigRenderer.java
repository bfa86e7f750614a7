package io.lblab.nginx;

import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Renders the whole nginx.conf of a site from `nginx-templates/nginx.conf.template`.
///
/// Values go into quoted strings of the file; one that could end its string is refused, never
/// escaped.
public final class NginxConfigRenderer {

    private static final String TEMPLATE = "/nginx-templates/nginx.conf.template";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z]+)}}");
    private static final Pattern PATH = Pattern.compile("[^\"\\\\$\\p{Cntrl}]+");
    private static final Pattern LISTEN = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]+");
    private static final Pattern WORKERS = Pattern.compile("auto|[1-9][0-9]{0,3}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:/]+");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final String template;

    public NginxConfigRenderer() {
        this(readTemplate());
    }

    NginxConfigRenderer(String template) {
        this.template = template;
    }

    /// The text of nginx.conf.
    ///
    /// @throws IllegalArgumentException when a value of the site can't stand in nginx.conf
    public String render(NginxSite site, Upstream upstream, int generation) {
        Map<String, String> values =
                Map.of(
                        "listen", checked("listen", site.listen(), LISTEN),
                        "workerProcesses", checked("workers", site.workerProcesses(), WORKERS),
                        "labAddress", checked("lab address", site.labAddress(), ADDRESS),
                        "runtimeDir", checked("runtime folder", site.runtimeDir(), PATH),
                        "accessLog", checked("access log", site.accessLog(), PATH),
                        "errorLog", checked("error log", site.errorLog(), PATH),
                        "mimeTypes", checked("mime.types", site.mimeTypes(), PATH),
                        "token", checked("token", site.token(), TOKEN),
                        "upstream", upstream.name(),
                        "region", BalancedRegion.render(site, upstream, generation));
        Function<MatchResult, String> value =
                match -> {
                    String name = match.group(1);
                    // The template explains its placeholders with one that stands for all.
                    return Matcher.quoteReplacement(
                            name.equals("name") ? match.group() : required(values, name));
                };
        return PLACEHOLDER.matcher(template).replaceAll(value);
    }

    /// The lines alone that an apply would write, see [LiveConfig#text()].
    ///
    /// @throws IllegalArgumentException when the upstream names a server that the site doesn't have
    public static String preview(NginxSite site, Balancing balancing) {
        BalancedRegion.render(site, balancing.upstream(), 1);
        return WorkersLine.render(balancing.workers())
                + "\n\n"
                + BalancedRegion.upstreamBlock(balancing.upstream());
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("The template asks for {{" + name + "}}.");
        }
        return value;
    }

    private static String checked(String what, String value, Pattern allowed) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "The " + what + " \"" + value + "\" can't stand in nginx.conf.");
        }
        return value;
    }

    private static String readTemplate() {
        try (InputStream in = NginxConfigRenderer.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IllegalStateException(TEMPLATE + " is missing on the class path.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
