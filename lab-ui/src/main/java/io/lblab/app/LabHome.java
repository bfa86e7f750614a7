package io.lblab.app;

import java.nio.file.Path;
import java.util.Map;

/// Where things are: the lab's own files, and the folder that keeps its state.
///
/// @param dist the folder with shop-server, lab-ui, compose and nginx-templates
/// @param state the folder for running stacks, logs and caches
record LabHome(Path dist, Path state) {

    /// From the system property `lblab.dist` (the launcher sets it; else the working folder) and
    /// the environment: `LBLAB_HOME`, else the system's usual place for state.
    static LabHome of(Map<String, String> environment) {
        Path dist = Path.of(System.getProperty("lblab.dist", ".")).toAbsolutePath().normalize();
        return new LabHome(dist, state(environment).toAbsolutePath().normalize());
    }

    private static Path state(Map<String, String> environment) {
        String own = environment.getOrDefault("LBLAB_HOME", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String windows = environment.getOrDefault("LOCALAPPDATA", "");
        if (!windows.isEmpty()) {
            return Path.of(windows, "lb-lab");
        }
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        return xdg.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "lb-lab")
                : Path.of(xdg, "lb-lab");
    }
}
