package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.ApplyResult.Applied;
import io.lblab.nginx.ApplyResult.Refused;
import io.lblab.nginx.ApplyStep;
import io.lblab.nginx.ApplyStep.Kind;
import io.lblab.nginx.ApplyStep.Status;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.CommandResult;
import io.lblab.nginx.ConfigApplier;
import io.lblab.nginx.DiffLine;
import io.lblab.nginx.Generation;
import io.lblab.nginx.HandEdit;
import io.lblab.nginx.NginxException;
import io.lblab.nginx.NginxHost;
import io.lblab.nginx.Origin;
import io.lblab.nginx.Workers;
import io.lblab.stack.HttpAsk;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("local")
class ConfigApplierLiveTest {

    private static final Strategy ROUND_ROBIN = new Strategy.RoundRobin();

    @TempDir Path folder;
    private final List<ApplyStep> steps = new ArrayList<>();
    private NginxFixture nginx;
    private HttpAsk ask;

    @BeforeEach
    void start() throws Exception {
        nginx = new NginxFixture(folder, 2);
        ask = new HttpAsk(nginx.host().site().entry());
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void weightsAreLiveAndExactFromTheFirstRequestOn() throws Exception {
        Applied applied = apply(nginx.upstream(ROUND_ROBIN, 3, 1));

        assertThat(applied.generation()).isEqualTo(2);
        assertThat(counts(40)).isEqualTo(Map.of("1", 30, "2", 10));
        assertThat(ask.get("/x").header("X-Lab-Generation")).isEqualTo("2");
        assertThat(new ConfigApplier(nginx.host()).live().upstream())
                .isEqualTo(nginx.upstream(ROUND_ROBIN, 3, 1));
    }

    @Test
    void everyStepIsReportedWithItsCommand() throws Exception {
        apply(nginx.upstream(new Strategy.IpHash()));

        assertThat(steps)
                .extracting(step -> step.kind() + " " + step.status())
                .containsExactly(
                        "RENDER RUNNING",
                        "RENDER DONE",
                        "DIFF RUNNING",
                        "DIFF DONE",
                        "FORECAST RUNNING",
                        "FORECAST DONE",
                        "TEST RUNNING",
                        "TEST DONE",
                        "SWAP RUNNING",
                        "SWAP DONE",
                        "RELOAD RUNNING",
                        "RELOAD DONE",
                        "CONFIRM RUNNING",
                        "CONFIRM DONE");
        assertThat(done(Kind.RENDER).detail())
                .isEqualTo("ip_hash over app1 weight 1, app2 weight 1");
        assertThat(done(Kind.TEST).command())
                .contains("nginx", "-c " + folder.resolve("nginx.conf.candidate"), "-t");
        assertThat(done(Kind.TEST).detail()).contains("test is successful");
        assertThat(done(Kind.RELOAD).command()).endsWith("-s reload");
        assertThat(done(Kind.CONFIRM).detail()).contains("20 of 20 answered generation 2");
    }

    @Test
    void ipHashKeepsEveryClientNetworkOnOneServer() throws Exception {
        apply(nginx.upstream(new Strategy.IpHash()));
        String lab = nginx.host().site().labAddress();

        Map<String, Integer> networks = new HashMap<>();
        for (int network = 0; network < 20; network++) {
            List<String> seen = new ArrayList<>();
            for (int client = 1; client <= 3; client++) {
                String forwarded = "X-Forwarded-For: 10.1." + network + "." + client;
                seen.add(ask.from(lab).get("/x", forwarded).header("X-Instance-ID"));
            }
            assertThat(seen).containsOnly(seen.getFirst());
            networks.merge(seen.getFirst(), 1, Integer::sum);
        }
        assertThat(networks).isEqualTo(Map.of("1", 10, "2", 10));
    }

    @Test
    void anApplyWorksWhileAServerIsDown() throws Exception {
        nginx.stopServer(1);

        apply(nginx.upstream(ROUND_ROBIN, 2, 1));

        assertThat(counts(10)).isEqualTo(Map.of("2", 10));
    }

    @Test
    void whatNginxRefusesIsNotSwappedInAndItsWordsAreSaid() throws Exception {
        String broken =
                Files.readString(folder.resolve("nginx.conf"))
                        .replace(
                                "server_tokens        off;", "server_tokens off; no_such_thing 1;");
        Files.writeString(folder.resolve("nginx.conf"), broken);

        ApplyResult result =
                new ConfigApplier(nginx.host())
                        .apply(nginx.upstream(ROUND_ROBIN, 9, 1), steps::add);

        int line = broken.substring(0, broken.indexOf("no_such_thing")).split("\n", -1).length;
        assertThat(result)
                .isEqualTo(
                        new Refused(
                                1,
                                "nginx refuses it: [emerg] unknown directive \"no_such_thing\" in"
                                        + " nginx.conf:"
                                        + line));
        assertThat(Files.readString(folder.resolve("nginx.conf"))).isEqualTo(broken);
        assertThat(steps.getLast().kind()).isEqualTo(Kind.TEST);
        assertThat(steps.getLast().status()).isEqualTo(Status.FAILED);
        assertThat(ask.get("/x").header("X-Lab-Generation")).isEqualTo("1");
    }

    @Test
    void whatNginxCannotLoadIsRolledBackWithItsWords() throws Exception {
        String before = Files.readString(folder.resolve("nginx.conf"));
        // Passes `nginx -t`, but a running nginx can't move its cache.
        NginxHost host = new FaultyHost(nginx.host(), text -> text.replace("/cache\"", "/moved\""));

        ApplyResult result =
                new ConfigApplier(host).apply(nginx.upstream(ROUND_ROBIN, 9, 1), steps::add);

        assertThat(result).isInstanceOf(Refused.class);
        assertThat(((Refused) result).reason())
                .startsWith("Generation 1 stays live, because nginx said: [emerg]")
                .contains("cache path");
        assertThat(steps.getLast().kind()).isEqualTo(Kind.ROLL_BACK);
        assertThat(steps.getLast().status()).isEqualTo(Status.DONE);
        assertThat(Files.readString(folder.resolve("nginx.conf"))).isEqualTo(before);
        assertThat(counts(10)).isEqualTo(Map.of("1", 5, "2", 5));
        assertThat(apply(nginx.upstream(ROUND_ROBIN, 4, 1)).generation()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"DIFF,1", "FORECAST,1", "TEST,1", "SWAP,1", "RELOAD,1", "CONFIRM,2"})
    void aLabThatDiesBetweenTwoStepsLeavesAConfigurationThatLoads(Kind before, int answers)
            throws Exception {
        assertThatThrownBy(() ->
                        new ConfigApplier(nginx.host())
                                .apply(
                                        nginx.upstream(ROUND_ROBIN, 9, 1),
                                        step -> {
                                            if (step.kind() == before) {
                                                throw new Killed();
                                            }
                                        }))
                .isInstanceOf(Killed.class);

        CommandResult loads = nginx.host().test(folder.resolve("nginx.conf"));
        assertThat(loads.exitCode()).as(loads.output()).isZero();
        await().untilAsserted(() ->
                assertThat(new ConfigApplier(nginx.host()).live().generation()).isEqualTo(answers));

        boolean swapped = before == Kind.RELOAD || before == Kind.CONFIRM;
        assertThat(apply(nginx.upstream(ROUND_ROBIN, 3, 1)).generation())
                .isEqualTo(swapped ? 3 : 2);
        assertThat(done(Kind.RENDER).detail().contains("generation 2 before it was interrupted"))
                .isEqualTo(swapped);
        assertThat(counts(8)).isEqualTo(Map.of("1", 6, "2", 2));
        assertThat(folder.resolve("nginx.conf.pending")).doesNotExist();
    }

    @Test
    void appliesThatComeTogetherTakeTurns() throws Exception {
        try (ExecutorService labs = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ApplyResult>> results = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
                Upstream upstream = nginx.upstream(ROUND_ROBIN, i, 1);
                results.add(
                        labs.submit(
                                () -> new ConfigApplier(nginx.host()).apply(upstream, _ -> {})));
            }
            List<Integer> generations = new ArrayList<>();
            for (Future<ApplyResult> result : results) {
                generations.add(((Applied) result.get()).generation());
            }
            assertThat(generations).containsExactlyInAnyOrder(2, 3, 4, 5);
        }
    }

    @Test
    void historyKeepsEveryGenerationAndBringsOneBack() throws Exception {
        apply(nginx.upstream(ROUND_ROBIN, 3, 1));
        apply(nginx.upstream(new Strategy.IpHash()));
        steps.clear();

        ApplyResult back = applier().bringBack(2, steps::add);

        assertThat(((Applied) back).generation()).isEqualTo(4);
        assertThat(counts(8)).isEqualTo(Map.of("1", 6, "2", 2));
        assertThat(applier().history().generations())
                .extracting(Generation::number, Generation::origin)
                .containsExactly(
                        tuple(4, Origin.BROUGHT_BACK),
                        tuple(3, Origin.APPLIED),
                        tuple(2, Origin.APPLIED),
                        tuple(1, Origin.START));
        assertThat(done(Kind.DIFF).detail())
                .contains("- ")
                .contains("ip_hash;")
                .contains("app1")
                .contains("weight=3");
        assertThatThrownBy(() -> applier().bringBack(17, steps::add))
                .isInstanceOf(NginxException.class)
                .hasMessage("There is no generation 17 in the history: it has 1 to 4.");
    }

    @Test
    void editByHandIsNoticedAndNeverOverwrittenUnasked() throws Exception {
        apply(nginx.upstream(ROUND_ROBIN, 3, 1));
        String edited = edit("weight=3", "weight=7");

        HandEdit seen = applier().live().edit().orElseThrow();
        assertThat(seen.ofUpstream()).isTrue();
        assertThat(DiffLine.text(seen.lines(), 0)).contains("weight=3").contains("weight=7");

        ApplyResult asked = applier().apply(nginx.upstream(ROUND_ROBIN, 1, 1), steps::add);
        assertThat(asked).isInstanceOf(ApplyResult.Edited.class);
        assertThat(applier().bringBack(1, steps::add)).isInstanceOf(ApplyResult.Edited.class);
        assertThat(Files.readString(folder.resolve("nginx.conf"))).isEqualTo(edited);

        ApplyResult forced = applier().overwrite(balancing(1, 1), steps::add);
        assertThat(forced).isInstanceOf(Applied.class);
        assertThat(counts(8)).isEqualTo(Map.of("1", 4, "2", 4));
        assertThat(applier().live().edit()).isEmpty();
        assertThat(Files.readString(folder.resolve("nginx.conf.edited"))).isEqualTo(edited);
    }

    @Test
    void editByHandCanBeTakenOver() throws Exception {
        assertThatThrownBy(() -> applier().takeOver(steps::add))
                .hasMessageContaining("there is no edit to take over");
        apply(nginx.upstream(ROUND_ROBIN));
        edit("weight=1 max_fails=3", "weight=3 max_fails=3");
        steps.clear();

        ApplyResult taken = applier().takeOver(steps::add);

        assertThat(((Applied) taken).generation()).isEqualTo(3);
        assertThat(counts(8)).isEqualTo(Map.of("1", 6, "2", 2));
        assertThat(applier().live().edit()).isEmpty();
        assertThat(applier().history().generations().getFirst().origin()).isEqualTo(Origin.BY_HAND);
        assertThat(done(Kind.DIFF).detail()).contains("weight=3");
    }

    @Test
    void editThatNginxRefusesIsNotTakenOver() throws Exception {
        apply(nginx.upstream(ROUND_ROBIN));
        String edited = edit("events {", "teapot on;\nevents {");

        ApplyResult taken = applier().takeOver(steps::add);

        assertThat(((Refused) taken).reason()).contains("unknown directive \"teapot\"");
        assertThat(Files.readString(folder.resolve("nginx.conf"))).isEqualTo(edited);
        assertThat(counts(8)).isEqualTo(Map.of("1", 4, "2", 4));
    }

    @Test
    void editElsewhereIsKeptByAnApply() throws Exception {
        apply(nginx.upstream(ROUND_ROBIN));
        edit("events {", "# mine\nevents {");
        assertThat(applier().live().edit().orElseThrow().ofUpstream()).isFalse();

        apply(nginx.upstream(ROUND_ROBIN, 3, 1));

        assertThat(Files.readString(folder.resolve("nginx.conf"))).contains("# mine\nevents {");
        assertThat(done(Kind.RENDER).detail()).contains("edited by hand");
        assertThat(applier().live().edit()).isEmpty();
    }

    @Test
    void editThatTheLabCannotReadIsStillAnEdit() throws Exception {
        apply(nginx.upstream(ROUND_ROBIN, 3, 1));
        edit("zone app_backend", "teapot on;\n        zone app_backend");

        assertThat(applier().live().edit()).isPresent();
        assertThat(applier().live().upstream().servers().getFirst().weight()).isEqualTo(3);
        assertThatThrownBy(() -> applier().takeOver(steps::add))
                .isInstanceOf(NginxException.class)
                .hasMessageContaining("teapot");
        assertThat(applier().overwrite(balancing(), steps::add)).isInstanceOf(Applied.class);
        assertThat(counts(8)).isEqualTo(Map.of("1", 4, "2", 4));
    }

    /// Changes nginx.conf as somebody with an editor would.
    private String edit(String what, String by) throws IOException {
        Path file = folder.resolve("nginx.conf");
        String text = Files.readString(file);
        assertThat(text).contains(what);
        String edited = text.replaceFirst(Pattern.quote(what), Matcher.quoteReplacement(by));
        Files.writeString(file, edited);
        return edited;
    }

    private Balancing balancing(int... weights) {
        return new Balancing(nginx.upstream(ROUND_ROBIN, weights), new Workers("2"));
    }

    private ConfigApplier applier() {
        return new ConfigApplier(nginx.host());
    }

    @Test
    void withoutNginxTheReasonAndTheCureAreSaid() throws Exception {
        nginx.killNginx();

        assertThatThrownBy(() -> apply(nginx.upstream(ROUND_ROBIN)))
                .isInstanceOf(NginxException.class)
                .hasMessageStartingWith("nginx does not answer at http://127.0.0.1:")
                .hasMessageEndingWith("start the service nginx first.");
    }

    @Test
    void aServerThatTheStackDoesNotHaveIsRefusedBeforeAnythingChanges() throws Exception {
        String before = Files.readString(folder.resolve("nginx.conf"));
        Upstream strange =
                new Upstream(
                        "app_backend", ROUND_ROBIN, List.of(Server.of("app9", "127.0.0.1", 9)), 1);

        assertThatThrownBy(() -> apply(strange))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Server app9 is no instance of this stack");
        assertThat(Files.readString(folder.resolve("nginx.conf"))).isEqualTo(before);
    }

    private Applied apply(Upstream upstream) throws NginxException, InterruptedException {
        steps.clear();
        ApplyResult result = new ConfigApplier(nginx.host()).apply(upstream, steps::add);
        assertThat(result).isInstanceOf(Applied.class);
        return (Applied) result;
    }

    private ApplyStep done(Kind kind) {
        return steps.stream()
                .filter(step -> step.kind() == kind && step.status() == Status.DONE)
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Integer> counts(int requests) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < requests; i++) {
            counts.merge(ask.get("/products").header("X-Instance-ID"), 1, Integer::sum);
        }
        return counts;
    }

    /// Stands for a SIGKILL of the lab: nothing of the apply runs after it.
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
