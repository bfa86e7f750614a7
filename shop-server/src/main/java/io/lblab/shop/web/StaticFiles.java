package io.lblab.shop.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// `GET /static/*`: the pages' CSS, JavaScript and pictures, cacheable by anybody for an hour.
/// Files come from the jar, or from one of the sources that draw them; each is kept once made.
public final class StaticFiles implements Handler {
    private static final Map<String, String> TYPES =
            Map.of(
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "woff2", "font/woff2");

    /// Makes the file at a path below `/static/`, or is empty when it has none there.
    public interface Source extends Function<String, Optional<byte[]>> {}

    private static final class Asset {
        private final byte[] content;
        private final String type;
        private final String etag;

        Asset(byte[] content, String type) {
            this.content = content;
            this.type = type;
            CRC32C sum = new CRC32C();
            sum.update(content);
            this.etag = '"' + HexFormat.of().toHexDigits((int) sum.getValue()) + '"';
        }
    }

    private final List<Source> sources;
    private final Map<String, Asset> made = new ConcurrentHashMap<>();

    public StaticFiles(List<Source> drawn) {
        this.sources = Stream.concat(drawn.stream(), Stream.of(StaticFiles::fromJar)).toList();
    }

    @Override
    public void handle(Context ctx) {
        Asset asset = find(ctx.path().substring("/static/".length()));
        ctx.header("Cache-Control", "public, max-age=3600").header("ETag", asset.etag);
        if (asset.etag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304).removeHeader("Content-Type");
        } else {
            Body.send(ctx, asset.type, asset.content);
        }
    }

    private Asset find(String path) {
        Asset known = made.get(path);
        if (known != null) {
            return known;
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !path.matches("([a-z0-9-]+/)*[a-z0-9.-]+")) {
            throw new NotFoundResponse();
        }
        Asset asset =
                sources.stream()
                        .map(source -> source.apply(path))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(content -> new Asset(content, type))
                        .orElseThrow(NotFoundResponse::new);
        made.put(path, asset);
        return asset;
    }

    private static Optional<byte[]> fromJar(String path) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/static/" + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
