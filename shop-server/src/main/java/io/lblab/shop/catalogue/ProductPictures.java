package io.lblab.shop.catalogue;

import io.lblab.shop.web.StaticFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Draws `/static/img/products/<kind>-<colourway>.svg`: the kind's drawing in the colourway's
/// colours. What a picture shows follows from its name alone, so that any instance and any cache
/// may answer.
public final class ProductPictures implements StaticFiles.Source {
    private static final List<String> KINDS =
            Seed.products(0).stream().map(p -> kind(p.picture())).distinct().sorted().toList();
    private static final Pattern PATH = Pattern.compile("img/products/([a-z]+)-([0-7])\\.svg");

    /// What can be drawn.
    public static List<String> kinds() {
        return KINDS;
    }

    /// The colourways by name; a picture has the number of its.
    public static List<String> colours() {
        return Palette.names();
    }

    /// The kind in a picture's name.
    public static String kind(String picture) {
        return picture.substring(0, picture.lastIndexOf('-'));
    }

    @Override
    public Optional<byte[]> apply(String path) {
        Matcher name = PATH.matcher(path);
        return name.matches()
                ? draw(name.group(1), Palette.of(Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    private static Optional<byte[]> draw(String kind, Palette palette) {
        String file = "/pictures/" + kind + ".svg";
        try (InputStream in = ProductPictures.class.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : Optional.of(paint(in.readAllBytes(), palette));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] paint(byte[] drawing, Palette palette) {
        return new String(drawing, StandardCharsets.UTF_8)
                .replace("GROUND", palette.ground())
                .replace("MAIN", palette.main())
                .replace("SHADE", palette.shade())
                .replace("ACCENT", palette.accent())
                .getBytes(StandardCharsets.UTF_8);
    }
}
