package io.lblab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Stacks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastCommandTest {

    private static final String TWO =
            "upstream app { server 127.0.0.1:9001 weight=3; server 127.0.0.1:9002; }";

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String upstream, String requests, String... more) throws IOException {
        Path block = Files.writeString(folder.resolve("upstream.conf"), upstream);
        Path list = Files.writeString(folder.resolve("requests.json"), requests);
        String[] args = {"forecast", "--upstream", block.toString(), "--requests", list.toString()};
        return call(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new));
    }

    private int call(String... args) {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false);
        try (Stacks none = new Stacks(List.of())) {
            return LabCommand.run(
                    new CliContext(none, terminal, new RunArchive(folder), Optional.empty()), args);
        }
    }

    private JsonNode json(String upstream, String requests) throws IOException {
        assertThat(run(upstream, requests, "--json"))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void thePicksAreToldRequestByRequest() throws IOException {
        JsonNode told =
                json(
                        TWO,
                        """
                        {"workers":1,"requests":[
                          {"client":"10.1.2.3","key":"k","at":12.0,"duration":0.0,"worker":0,"down":["127.0.0.1:9001"]},
                          {}, {"at":12.5,"down":["127.0.0.1:9002"]}, {"at":13}]}\
                        """);

        assertThat(told.get("servers")).hasToString("[\"127.0.0.1:9001\",\"127.0.0.1:9002\"]");
        assertThat(told.get("picks")).hasToString("[[0,1],[0],[1,-1],[-1]]");
        assertThat(told.get("counts")).hasToString("[1,1]");
        assertThat(told.get("shares")).hasToString("[0.5,0.5]");
        assertThat(told.get("basis").textValue()).isEqualTo("counted");
    }

    @Test
    void lotsAreToldAsSharesUnlessTheSeedIsKnown() throws IOException {
        String random = TWO.replace("{", "{ random;");

        JsonNode told = json(random, "{\"requests\":[{},{},{},{}]}");
        assertThat(told.get("picks").isNull()).isTrue();
        assertThat(told.get("shares")).hasToString("[0.75,0.25]");
        assertThat(told.get("counts")).hasToString("[3.0,1.0]");
        out.reset();

        told = json(random, "{\"requests\":[{},{},{},{}],\"seed\":875306028}");
        assertThat(told.get("picks")).hasSize(4);
        assertThat(told.get("shares")).hasToString("[0.75,0.25]");
    }

    @Test
    void aTableIsForPeople() throws IOException {
        assertThat(run(TWO, "{\"requests\":[{},{},{},{\"down\":[\"127.0.0.1:9001\"]}]}")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("app · round-robin · 4 requests · 1 worker")
                .contains("0  127.0.0.1:9001  weight 3             2   50.00 %")
                .contains("1: 0 0 1 0→1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|requests.json: No JSON at line 1",
                "[]|requests.json: The file is not a JSON object",
                "{\"requests\":{}}|Requests is not a list",
                "{\"requests\":[1]}|Request 1 is not a JSON object",
                "{\"requests\":[{\"at\":\"x\"}]}|At of request 1 is not a number of seconds",
                "{\"requests\":[{\"at\":-1}]}|At of request 1 is not a number of seconds",
                "{\"requests\":[{\"at\":1e99}]}|At of request 1 is not a number of seconds",
                "{\"requests\":[{\"duration\":-1}]}|Duration of request 1",
                "{\"requests\":[{\"worker\":0.5}]}|Worker of request 1 is not a whole number",
                "{\"requests\":[{\"worker\":1}]}|the workers are 0 to 0",
                "{\"requests\":[{\"client\":7}]}|Client of request 1 is not a text",
                "{\"requests\":[{\"down\":[\"x\"]}]}|Request 1 has \"x\" down",
                "{\"requests\":[{\"when\":1}]}|\"when\" of request 1 is unknown",
                "{\"workers\":0}|workers 0 is not between",
                "{\"workers\":2,\"seed\":1}|Each worker has a seed of its own",
                "{\"seed\":\"x\"}|Seed is not a whole number",
                "{} {}|No JSON",
            })
    void requestsThatMakeNoSenseAreRefusedInASentence(String requests, String says)
            throws IOException {
        assertThat(run(TWO, requests)).isEqualTo(ExitCodes.FAILED);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("lab: ")
                .contains(says)
                .doesNotContain("Exception")
                .endsWith(".\n");
    }

    @Test
    void aBlockThatNginxRefusesIsNamedWithItsFileAndLine() throws IOException {
        assertThat(run("upstream a {\n server b weight=0;\n}", "{}")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("upstream.conf: Line 2: ");
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        Path gone = folder.resolve("gone");

        assertThat(call("forecast", "--upstream", gone.toString(), "--requests", gone.toString()))
                .isEqualTo(ExitCodes.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("lab: There is no file " + gone + ": name one with --upstream.\n");
    }
}
