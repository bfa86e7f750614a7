package io.lblab.nginx;

import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Upstream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a rendered nginx.conf, read back: its generation, its upstream, its workers, and the
/// same text with others.
public final class NginxConfig {

    private static final Pattern REGION =
            Pattern.compile(
                    "(?ms)^[ \\t]*"
                            + Pattern.quote(BalancedRegion.BEGIN)
                            + "[ \\t]*$(.*?)^[ \\t]*"
                            + Pattern.quote(BalancedRegion.END)
                            + "[ \\t]*$");
    private static final Pattern GENERATION =
            Pattern.compile("map \\$host \\$lab_generation \\{ default ([0-9]{1,9}); }");
    private static final Pattern UPSTREAM =
            Pattern.compile("(?ms)^[ \\t]*upstream[ \\t]+(\\S+)[ \\t]*\\{[ \\t]*$(.*?)^[ \\t]*}");
    private final String text;
    private final String region;
    private final LiveConfig live;

    private NginxConfig(String text, String region, LiveConfig live) {
        this.text = text;
        this.region = region;
        this.live = live;
    }

    /// Reads a rendered nginx.conf.
    ///
    /// @throws NginxException when the marked region is missing or says something that the lab
    ///   doesn't know, naming the line
    public static NginxConfig read(String text) throws NginxException {
        Matcher region = REGION.matcher(text);
        if (!region.find()) {
            throw new NginxException(
                    "nginx.conf has no region between \""
                            + BalancedRegion.BEGIN
                            + "\" and \""
                            + BalancedRegion.END
                            + "\": stop and start the stack to have it written anew.");
        }
        String whole = region.group();
        String inside = region.group(1);
        if (region.find()) {
            throw new NginxException(
                    "nginx.conf has the region \""
                            + BalancedRegion.BEGIN
                            + "\" twice: remove one.");
        }
        Matcher generation = GENERATION.matcher(inside);
        if (!generation.find()) {
            throw new NginxException(
                    "nginx.conf names no generation (map $host $lab_generation { default N; }): stop"
                            + " and start the stack to have it written anew.");
        }
        Matcher block = UPSTREAM.matcher(inside);
        if (!block.find()) {
            throw new NginxException(
                    "nginx.conf has no upstream between the lab's markers: stop and start the stack"
                            + " to have it written anew.");
        }
        Upstream upstream = upstream(block.group().stripIndent());
        int number = Integer.parseInt(generation.group(1));
        return new NginxConfig(
                text,
                whole,
                new LiveConfig(
                        number,
                        upstream,
                        block.group().stripIndent().strip(),
                        WorkersLine.read(text),
                        Optional.empty()));
    }

    /// What an apply would write anew in a text: the number of workers, and the region with both
    /// markers; empty without a region.
    static Optional<String> labsPart(String text) {
        Matcher region = REGION.matcher(text);
        return region.find()
                ? Optional.of(WorkersLine.written(text) + "\n" + region.group())
                : Optional.empty();
    }

    /// The generation that a text names, whatever else it says; empty without one.
    static OptionalInt generation(String text) {
        Matcher generation = GENERATION.matcher(text);
        return generation.find()
                ? OptionalInt.of(Integer.parseInt(generation.group(1)))
                : OptionalInt.empty();
    }

    /// This text as another generation; nothing else changes.
    String numbered(int generation) {
        String renumbered =
                GENERATION
                        .matcher(region)
                        .replaceFirst(
                                "map \\$host \\$lab_generation { default " + generation + "; }");
        return text.replace(region, renumbered);
    }

    String text() {
        return text;
    }

    public int generation() {
        return live.generation();
    }

    public Upstream upstream() {
        return live.upstream();
    }

    /// The upstream and the workers.
    public Balancing balancing() {
        return live.balancing();
    }

    /// The same, with the upstream block as it stands in the text.
    public LiveConfig live() {
        return live;
    }

    /// This text with another generation and upstream in the marked region, and another number of
    /// workers; nothing else changes.
    ///
    /// @throws IllegalArgumentException when the upstream names a server that the site doesn't have
    public String with(NginxSite site, Balancing balancing, int generation) {
        return WorkersLine.with(
                text.replace(region, BalancedRegion.render(site, balancing.upstream(), generation)),
                balancing.workers());
    }

    private static Upstream upstream(String block) throws NginxException {
        try {
            return WrittenBlock.upstream(UpstreamReader.read(block));
        } catch (NginxException | InvalidUpstreamException e) {
            throw new NginxException(
                    "The lab can't read the upstream in nginx.conf: "
                            + e.getMessage()
                            + " Undo it, or stop and start the stack to have the file written anew.",
                    e);
        }
    }
}
