package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Stacks;
import io.lblab.traffic.TrafficPreset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FireListTest {

    @TempDir private Path folder;

    @Test
    void thePresetsAreShownWithoutAStack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(printed, printed, false, false);
        try (Stacks none = new Stacks(List.of())) {
            CliContext context =
                    new CliContext(none, terminal, new RunArchive(folder), Optional.empty());

            assertThat(LabCommand.run(context, "fire", "--list")).isZero();
        }
        String[] lines = out.toString(StandardCharsets.UTF_8).lines().toArray(String[]::new);
        assertThat(lines).hasSameSizeAs(TrafficPreset.all());
        for (int i = 0; i < lines.length; i++) {
            TrafficPreset preset = TrafficPreset.all().get(i);
            assertThat(lines[i].strip())
                    .startsWith(preset.id() + " ")
                    .endsWith(preset.description());
        }
    }
}
