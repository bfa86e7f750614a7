package io.lblab.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// Light or dark: follows the system until somebody chooses.
public final class Theme {

    private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
    private static final List<String> FONTS =
            List.of(
                    "lab-sans-regular.otf",
                    "lab-sans-bold.otf",
                    "lab-mono-regular.ttf",
                    "lab-mono-bold.ttf");

    private final ReadOnlyObjectWrapper<ColorScheme> scheme;
    private boolean chosen;

    /// Loads the fonts; JavaFX must be running.
    public Theme() {
        FONTS.forEach(Theme::loadFont);
        Platform.Preferences system = Platform.getPreferences();
        scheme = new ReadOnlyObjectWrapper<>(system.getColorScheme());
        system.colorSchemeProperty()
                .subscribe(now -> {
                    if (!chosen) {
                        scheme.set(now);
                    }
                });
        scheme.subscribe(now ->
                Application.setUserAgentStylesheet(
                        now == ColorScheme.DARK
                                ? new PrimerDark().getUserAgentStylesheet()
                                : new PrimerLight().getUserAgentStylesheet()));
    }

    public ReadOnlyObjectProperty<ColorScheme> schemeProperty() {
        return scheme.getReadOnlyProperty();
    }

    public boolean isDark() {
        return scheme.get() == ColorScheme.DARK;
    }

    public Palette palette() {
        return isDark() ? Palette.DARK : Palette.LIGHT;
    }

    /// From now on this one, whatever the system says.
    public void choose(ColorScheme wanted) {
        chosen = true;
        scheme.set(wanted);
    }

    public void toggle() {
        choose(isDark() ? ColorScheme.LIGHT : ColorScheme.DARK);
    }

    /// Gives a scene the lab's style sheet and keeps its root's `:dark` state.
    public void dress(Scene scene) {
        scene.getStylesheets()
                .add(
                        Objects.requireNonNull(
                                        Theme.class.getResource("/io/lblab/ui/lab.css"),
                                        "lab.css is missing from the jar")
                                .toExternalForm());
        scheme.subscribe(
                now -> scene.getRoot().pseudoClassStateChanged(DARK, now == ColorScheme.DARK));
    }

    private static void loadFont(String file) {
        try (InputStream in = Theme.class.getResourceAsStream("/io/lblab/ui/fonts/" + file)) {
            if (Font.loadFont(Objects.requireNonNull(in, file), 14) == null) {
                throw new IllegalStateException("The font " + file + " could not be loaded.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
