package io.lblab.shop.catalogue;

import java.util.Arrays;
import java.util.List;

/// The colours a picture is drawn in: a pale ground, the thing itself in main and shade, one
/// accent.
///
/// @param name what an admin chooses it by
/// @param ground background of the tile
/// @param main the thing
/// @param shade its darker side
/// @param accent a detail
record Palette(String name, String ground, String main, String shade, String accent) {
    static final int COLOURWAYS = 8;

    private static final Palette[] ALL = {
        new Palette("Blue", "#e3f0f9", "#0072b2", "#005789", "#e69f00"),
        new Palette("Orange", "#fdf1d9", "#e69f00", "#b87f00", "#0072b2"),
        new Palette("Green", "#dff3ec", "#009e73", "#007a59", "#f0e442"),
        new Palette("Pink", "#f7e7f0", "#cc79a7", "#a85a85", "#0072b2"),
        new Palette("Sky", "#e2f2fb", "#56b4e9", "#2f8fc6", "#d55e00"),
        new Palette("Vermilion", "#fbe9df", "#d55e00", "#a84a00", "#f0c542"),
        new Palette("Slate", "#e9ebf1", "#4a5672", "#333d55", "#e69f00"),
        new Palette("Sand", "#f3eee4", "#b08d57", "#8a6c3f", "#009e73")
    };

    static List<String> names() {
        return Arrays.stream(ALL).map(Palette::name).toList();
    }

    /// The palette of a colourway from 0 to [#COLOURWAYS] − 1.
    static Palette of(int colourway) {
        return ALL[colourway];
    }
}
