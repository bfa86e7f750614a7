package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The console that `./lab` opens unseen to fill Java's class cache.
@Tag("window")
class ConsoleRehearsalTest {

    @TempDir Path home;

    @Test
    void itNeedsNoDisplayAndClosesItself() throws Exception {
        LabProcess lab =
                new LabProcess(
                        home,
                        Map.of(
                                "JAVA_TOOL_OPTIONS",
                                "-Dglass.platform=Headless -Dprism.order=sw -Dlblab.rehearsal=true"));
        LabProcess.Running console = lab.start("console");
        try {
            assertThat(console.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(console.process().exitValue()).as(console.errText()).isZero();
        } finally {
            console.process().destroyForcibly();
        }
    }
}
