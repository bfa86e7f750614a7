package io.lblab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.app.LabProcess.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever is wrong: one sentence that says what and what mends it, an exit code, and nothing
/// half-started.
@Tag("local")
class BadInputTest {

    @TempDir Path home;

    private final Map<String, String> environment = new HashMap<>();

    private LabProcess lab() {
        return new LabProcess(home, environment);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        lab().run("down");
        assertThat(lab().leftBehind()).isEmpty();
    }

    @Test
    void aTakenPortIsNamedWithTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended up = lab().run("up", "--stack=local", "--port=" + taken.getLocalPort());

            assertSentence(up, 1, String.valueOf(taken.getLocalPort()), "--port");
            assertThat(lab().leftBehind()).isEmpty();
        }
    }

    @Test
    void aMissingNginxIsSaidWithTheCommandThatMendsIt() throws Exception {
        environment.put("PATH", home.toString());
        environment.put("LBLAB_NGINX", home.resolve("no-nginx-here").toString());

        assertSentence(lab().run("up", "--stack=local", "--port=auto"), 1, "nginx");
    }

    @Test
    void aMissingDockerIsSaidWithWhatMendsIt() throws Exception {
        environment.put("DOCKER_HOST", "tcp://127.0.0.1:1");

        assertSentence(lab().run("up", "--stack=compose", "--port=auto"), 1, "Docker");
    }

    @Test
    void aSettingThatMakesNoSenseIsNamedBeforeAnythingStarts() throws Exception {
        environment.put("PAYMENT_DELAY_MS", "soon");
        Ended up = lab().run("up", "--stack=local", "--port=auto");
        assertSentence(up, 1, "PAYMENT_DELAY_MS", "the environment", "\"soon\"", "0 to 600000");
        environment.clear();
        environment.put("SESSION_STORE", "disk");
        up = lab().run("up", "--stack=local", "--port=auto");
        assertSentence(up, 1, "SESSION_STORE", "the environment", "\"disk\"", "redis or memory");
        environment.clear();
        environment.put("ADMIN_PASSWORD", "sesame");
        up = lab().run("up", "--stack=local", "--port=auto");
        assertSentence(up, 1, "ADMIN_PASSWORD", "the environment", "6 bytes", "8 to 72");
        assertThat(up.err()).doesNotContain("sesame");

        assertThat(home.resolve("local/stack.json")).doesNotExist();
        environment.clear();
    }

    @Test
    void aStateFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(home.resolve("file"));
        environment.put("LBLAB_HOME", file.resolve("state").toString());

        assertSentence(lab().run("status"), 1, file.toString(), "LBLAB_HOME");
        environment.clear();
    }

    @Test
    void commandLinesThatMakeNoSenseAreUsageErrors() throws Exception {
        for (List<String> args :
                List.of(
                        List.of("up", "--stack=cloud"),
                        List.of("up", "--port=http"),
                        List.of("up", "--port=65536"),
                        List.of("fire", "--requests=many"),
                        List.of("explode"))) {
            Ended ended = lab().run(args.toArray(String[]::new));
            assertThat(ended.exitCode()).as(args + ended.err()).isEqualTo(2);
            assertThat(ended.err().lines())
                    .as("a sentence, and where to read on")
                    .hasSizeBetween(2, 3)
                    .first(InstanceOfAssertFactories.STRING)
                    .startsWith("lab: ")
                    .endsWith(".");
            assertThat(ended.err()).contains("--help");
        }
    }

    @Test
    void aPlaceForDataThatThereIsNotIsNamedWithThoseThereAre() throws Exception {
        for (String command : List.of("up", "demo", "console")) {
            assertRefused(
                    command,
                    "--database=oracle",
                    "\"oracle\" is no database: use sqlite or postgresql");
        }
        assertRefused(
                "up",
                "--stock=sqlite",
                "\"sqlite\" is no place for the stock: use database or redis");
        assertRefused("up", "--sessions=", "\"\" is no place for sessions: use redis or memory");
    }

    private void assertRefused(String command, String option, String why) throws Exception {
        Ended ended = lab().run(command, option);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err().lines().findFirst().orElseThrow()).endsWith(why + ".");
    }

    @Test
    void withoutAStackEveryCommandSaysHowToStartOne() throws Exception {
        for (String command : List.of("status", "fire", "logs", "apply")) {
            assertSentence(lab().run(command), 1, "No stack is running", "lab up");
        }
    }

    @Test
    void aRunningStackRefusesNonsenseAndKeepsItsConfiguration() throws Exception {
        Ended up = lab().run("up", "--stack=local", "--port=auto", "--no-monitoring", "--json");
        assertThat(up.exitCode()).as(up.err()).isZero();

        for (String weight : List.of("0", "-1", "1001", "1e9", "heavy")) {
            assertSentence(lab().run("apply", "--weight", "app1=" + weight), 1, "app1", "1000");
        }
        assertSentence(lab().run("apply", "--weight", "app9=2"), 1, "app9", "app1, app2");
        assertSentence(lab().run("apply", "--strategy", "fastest"), 1, "fastest", "ip_hash");
        assertSentence(lab().run("apply", "--workers", "0"), 1, "\"0\"", "1 to 64", "auto");
        assertSentence(lab().run("apply", "--keepalive", "0"), 1, "keepalive 0", "1 and 10000");
        assertThat(lab().run("apply", "--keepalive", "few").exitCode()).isEqualTo(2);
        assertSentence(lab().run("apply", "--server", "app2:asleep"), 1, "asleep", "max_fails=N");
        assertSentence(
                lab().run("apply", "--strategy=random", "--server=app2:backup"),
                1,
                "takes no backup servers with random",
                "app2");
        assertSentence(lab().run("fire", "-n", "0"), 1, "0");
        assertSentence(lab().run("fire", "--preset", "nuke"), 1, "nuke", "load-test");
        assertSentence(lab().run("fire", "--path", "products"), 1, "products");
        assertSentence(lab().run("logs", "app7"), 1, "app7");
        assertSentence(lab().run("service", "kill", "app7"), 1, "app7");
        assertSentence(lab().run("up", "--stack=local", "--port=auto"), 1, "running");
        Ended status = lab().run("status", "--json");
        assertThat(status.exitCode()).as(status.err() + status.out()).isZero();
        assertThat(status.json().get("generation").asInt()).isEqualTo(1);
    }

    @Test
    void aConfigurationThatCannotBeReadIsSaidAndLeftAsItIs() throws Exception {
        Ended up = lab().run("up", "--stack=local", "--port=auto", "--no-monitoring");
        assertThat(up.exitCode()).as(up.err()).isZero();
        Path conf;
        try (Stream<Path> files = Files.walk(home)) {
            conf = files.filter(f -> f.endsWith("nginx.conf")).findFirst().orElseThrow();
        }
        Files.writeString(conf, "# somebody emptied this file\n");

        assertSentence(lab().run("apply", "--weight", "app1=3"), 1, "nginx.conf");
        assertThat(conf).hasContent("# somebody emptied this file");
    }

    private static void assertSentence(Ended ended, int exitCode, String... parts) {
        assertThat(ended.exitCode()).as(ended.err() + ended.out()).isEqualTo(exitCode);
        List<String> complaints =
                ended.err().lines().filter(line -> line.startsWith("lab: ")).toList();
        assertThat(complaints).as(ended.err()).hasSize(1);
        assertThat(complaints.getFirst()).contains(parts);
        assertThat(ended.err()).doesNotContain("\tat ");
    }
}
