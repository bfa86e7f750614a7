package io.lblab.ui.text;

import java.util.Locale;
import java.util.ResourceBundle;

/// The words of the window in one language. `{0}`, `{1}`, … in a text stand for its arguments.
public final class Texts {

    private final ResourceBundle bundle;
    private final Numbers numbers;
    private final Locale locale;

    /// The language of the locale where there is a bundle for it, else English.
    public Texts(Locale locale) {
        this.locale = locale;
        bundle =
                ResourceBundle.getBundle(
                        "io.lblab.ui.texts",
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        numbers = new Numbers(locale);
    }

    public Locale locale() {
        return locale;
    }

    public Numbers numbers() {
        return numbers;
    }

    /// The text of a key with its arguments put in.
    ///
    /// @throws java.util.MissingResourceException when no bundle has the key
    public String get(String key, Object... arguments) {
        String text = bundle.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }
}
