package io.lblab.stack.local;

import io.lblab.stack.Service.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How one service of the stack is run.
///
/// @param command its program and arguments; the state folder's path is somewhere in it
/// @param environment added to what the lab's own environment has
/// @param folder where it works, inside the state folder
/// @param output its standard output and error
/// @param logs the files that are its log, to be read together
/// @param check whether it is ready to be used
/// @param finish how it is told to end after its open requests; empty: SIGTERM does that
/// @param patience how long it may take to end before it is killed
/// @param detail one short phrase about it while it runs
record ServiceSpec(
        String name,
        Role role,
        Optional<String> instanceId,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path output,
        List<Path> logs,
        List<Endpoint> endpoints,
        ReadyCheck check,
        Optional<List<String>> finish,
        Duration patience,
        String detail) {

    ServiceSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        logs = List.copyOf(logs);
        endpoints = List.copyOf(endpoints);
    }

    /// Whether it takes connections now.
    boolean accepts() {
        return endpoints.stream().allMatch(Endpoint::accepts);
    }

    /// Asks a service whether it can be used.
    @FunctionalInterface
    interface ReadyCheck {
        boolean ready() throws InterruptedException;
    }
}
