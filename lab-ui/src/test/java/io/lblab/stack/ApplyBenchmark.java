package io.lblab.stack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lblab.stack.compose.ComposeStack;
import io.lblab.stack.local.LocalStack;
import io.lblab.traffic.raw.RawEngine;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long an apply takes until its generation is confirmed, with the whole stack at work.
@Tag("bench")
class ApplyBenchmark {

    private static final int APPLIES = Integer.getInteger("applies", 200);

    @TempDir Path home;

    @Test
    void onLocalProcesses() throws Exception {
        try (LocalStack stack = new LocalStack(home, System.getenv())) {
            measure("| local", stack);
        }
    }

    @Test
    void onCompose() throws Exception {
        String name = "lbbench" + ProcessHandle.current().pid();
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("COMPOSE_PROJECT_NAME", name);
        environment.put("LAB_PREFIX", name);
        try (ComposeStack stack =
                ComposeStack.at(Path.of("..").toAbsolutePath().normalize(), environment)) {
            assumeTrue(stack.unavailable().isEmpty(), () -> stack.unavailable().orElseThrow());
            measure("| compose", stack);
        }
    }

    private static void measure(String title, Stack stack) throws Exception {
        try {
            stack.start(StackOptions.defaults().withPort(0), _ -> {});
            SteadyApplies.run(title, stack.nginx(), APPLIES, new RawEngine());
        } finally {
            stack.stop(_ -> {});
        }
    }
}
