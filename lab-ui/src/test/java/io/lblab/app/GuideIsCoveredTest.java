package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that the guide tells people to type has a row in docs/guide.md.
class GuideIsCoveredTest {

    private static final Path DOCS = LabProcess.DIST.resolve("docs");
    private static final Pattern SHELL_BLOCK =
            Pattern.compile("```(?:bash|powershell)\\n(.*?)```", Pattern.DOTALL);

    static List<String> commands() throws IOException {
        String guide = Files.readString(DOCS.resolve("reference/load-balancing-guide.md"));
        Matcher blocks = SHELL_BLOCK.matcher(guide);
        return blocks.results()
                .flatMap(block -> block.group(1).lines())
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.startsWith("> ") ? line.substring(2) : line)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandOfTheGuideHasARow(String command) throws IOException {
        Stream<String> guideColumn =
                Files.readAllLines(DOCS.resolve("guide.md")).stream()
                        .filter(line -> line.startsWith("|"))
                        .map(line ->
                                line.replace("\\|", "¦").split("\\|", -1)[1].replace('¦', '|'));

        assertThat(guideColumn).anyMatch(cell -> cell.contains("`" + command + "`"));
    }
}
