package io.lblab.app;

import java.util.Locale;
import java.util.Map;

/// Whether a window can be opened here.
final class Display {

    private Display() {}

    /// On Linux and the like a display server is named in the environment; Windows and macOS always
    /// have one.
    static boolean isThere(Map<String, String> environment, String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows") || os.startsWith("mac")) {
            return true;
        }
        return "Headless".equals(System.getProperty("glass.platform"))
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
