package io.lblab.shop.catalogue;

import io.lblab.shop.web.StaticFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Draws `/static/img/products/<kind>-<colourway>.svg`: the kind's drawing in the colourway's
/// colours. What a picture shows follows from its name alone, so that any instance and any cache
/// may answer.
public final class ProductPictures implements StaticFiles.Source {
    private static final Pattern PATH = Pattern.compile("img/products/([a-z]+)-([0-7])\\.svg");

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
