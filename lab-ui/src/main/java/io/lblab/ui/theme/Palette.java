package io.lblab.ui.theme;

import java.util.List;
import javafx.scene.paint.Color;

/// The colours that charts and canvases draw with; the style sheet has the same ones.
///
/// @param surface behind charts
/// @param text for figures and names
/// @param muted for axes and remarks
/// @param line for grids, frames and idle connections
/// @param accent the one accent
/// @param instances by instance, from the first on (Okabe–Ito, lighter on dark)
/// @param other for answers that no instance gave
public record Palette(
        Color surface,
        Color text,
        Color muted,
        Color line,
        Color accent,
        Color good,
        Color bad,
        List<Color> instances,
        Color other) {

    public static final Palette LIGHT =
            new Palette(
                    Color.web("#ffffff"),
                    Color.web("#16202c"),
                    Color.web("#5b6676"),
                    Color.web("#dfe3ea"),
                    Color.web("#0969da"),
                    Color.web("#1a7f37"),
                    Color.web("#cf222e"),
                    List.of(
                            Color.web("#0072b2"),
                            Color.web("#e69f00"),
                            Color.web("#009e73"),
                            Color.web("#cc79a7"),
                            Color.web("#56b4e9"),
                            Color.web("#d55e00"),
                            Color.web("#b8a800"),
                            Color.web("#6a4c93")),
                    Color.web("#8a93a1"));

    public static final Palette DARK =
            new Palette(
                    Color.web("#1a2029"),
                    Color.web("#eef2f7"),
                    Color.web("#9aa5b4"),
                    Color.web("#333c49"),
                    Color.web("#58a6ff"),
                    Color.web("#3fb97a"),
                    Color.web("#ff7b72"),
                    List.of(
                            Color.web("#56b4e9"),
                            Color.web("#f0b440"),
                            Color.web("#3ccfa0"),
                            Color.web("#e29cc4"),
                            Color.web("#a5d8f7"),
                            Color.web("#ff9a56"),
                            Color.web("#f0e442"),
                            Color.web("#b39ddb")),
                    Color.web("#7d8794"));

    /// The colour of an instance by what it is called: `1`, `app1` and `app1:8000` are the first;
    /// what carries no number (`nginx`, `none`) gets [#other()].
    public Color of(String instance) {
        int number = numberOf(instance);
        return number < 1 ? other : instances.get((number - 1) % instances.size());
    }

    /// The number in an instance's name, 0 when there is none.
    public static int numberOf(String instance) {
        String name =
                instance.contains(":") ? instance.substring(0, instance.indexOf(':')) : instance;
        String digits = name.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    /// Black or white, whichever is read more easily on that colour.
    public static Color on(Color background) {
        double luminance =
                0.2126 * linear(background.getRed())
                        + 0.7152 * linear(background.getGreen())
                        + 0.0722 * linear(background.getBlue());
        return luminance > 0.25 ? Color.web("#10151c") : Color.WHITE;
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
