package io.lblab.stack.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How nginx is called so that it touches nothing outside its folder, as root or as anyone else.
///
/// @param binary the program
/// @param folder its own folder: configuration, pid, logs, cache
record NginxCommand(Path binary, Path folder) {

    Path configFile() {
        return folder.resolve("nginx.conf");
    }

    Path pidFile() {
        return folder.resolve("nginx.pid");
    }

    Path errorLog() {
        return folder.resolve("error.log");
    }

    Path accessLog() {
        return folder.resolve("access.log");
    }

    List<String> run() {
        return with(configFile());
    }

    List<String> test(Path config) {
        return with(config, "-t");
    }

    List<String> reload() {
        return with(configFile(), "-s", "reload");
    }

    /// Asks what it can do.
    List<String> version() {
        return List.of(binary.toString(), "-V");
    }

    /// Ends it after its open requests.
    List<String> quit() {
        return with(configFile(), "-s", "quit");
    }

    private List<String> with(Path config, String... more) {
        List<String> command = new ArrayList<>();
        command.add(binary.toString());
        command.addAll(List.of("-p", folder + "/", "-e", errorLog().toString()));
        command.addAll(List.of("-c", config.toString(), "-g", globals()));
        command.addAll(List.of(more));
        return command;
    }

    /// Workers of a master that runs as root would run as `nobody`, who can't look into the state
    /// folder of root.
    private static String globals() {
        return "daemon off;"
                + ("root".equals(System.getProperty("user.name")) ? " user root;" : "");
    }
}
