package io.lblab.ui.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.nginx.Balancing;
import io.lblab.nginx.Capabilities;
import io.lblab.nginx.DiffLine;
import io.lblab.nginx.Workers;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.ui.FakeStack;
import io.lblab.ui.balancer.StrategyForm.Kind;
import io.lblab.ui.balancer.StrategyForm.Sticky;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import io.lblab.upstream.Server.Mode;
import io.lblab.upstream.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The Balancer screen without a window; tasks run at once, on the thread of the test.
class BalancerViewModelTest {

    private static final Tasks AT_ONCE = new Tasks(Runnable::run, Runnable::run);

    @TempDir Path folder;

    private FakeStack stack;
    private LiveNginx nginx;
    private BalancerViewModel model;

    @BeforeEach
    void running() throws Exception {
        stack = new FakeStack(StackKind.LOCAL, folder);
        stack.start(StackOptions.defaults(), _ -> {});
        open(Locale.ENGLISH);
    }

    @AfterEach
    void closed() {
        stack.close();
    }

    private void open(Locale locale) {
        ActiveStack active = new ActiveStack(new Stacks(List.of(stack)), AT_ONCE);
        active.adopt(_ -> {});
        nginx = new LiveNginx(active, AT_ONCE);
        model = new BalancerViewModel(nginx, new Texts(locale));
    }

    private ServerRow app(int number) {
        return model.form().rows().get(number - 1);
    }

    private boolean canApply() {
        return model.changedProperty().get() && model.validProperty().get();
    }

    @Test
    void everythingThatIsEditedIsAppliedAndNamed() {
        model.form().strategy().kindProperty().set(Kind.LEAST_CONN);
        app(1).weight().textProperty().set("3");
        app(1).maxConns().textProperty().set("10");
        app(2).maxFails().textProperty().set("1");
        app(2).failTimeout().textProperty().set("1m30s");
        app(2).modeProperty().set(Mode.BACKUP);
        model.form().zoneProperty().set(false);
        model.form().keepalive().textProperty().set("9");
        model.form().workers().textProperty().set("3");

        assertThat(model.summaryProperty().get())
                .isEqualTo(
                        "generation 1 is live · changed: strategy; weight, max_conns of app1;"
                                + " max_fails, fail_timeout, state of app2; zone; keepalive; workers");
        assertThat(changedLines())
                .contains("worker_processes 3;", "keepalive          9;")
                .anyMatch(line -> line.contains("max_fails=1 fail_timeout=90s backup;"));
        assertThat(canApply()).isTrue();

        model.apply();

        Balancing live = nginx.live().balancing();
        assertThat(live.workers()).isEqualTo(new Workers("3"));
        assertThat(live.upstream().zone()).isFalse();
        assertThat(live.upstream().keepalive()).isEqualTo(9);
        assertThat(live.upstream().strategy()).isEqualTo(new Strategy.LeastConn());
        assertThat(live.upstream().servers())
                .extracting(
                        Server::weight,
                        Server::maxFails,
                        Server::failTimeoutSeconds,
                        Server::maxConns,
                        Server::mode)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, 3, 30, 10, Mode.UP),
                        org.assertj.core.groups.Tuple.tuple(1, 1, 90, 0, Mode.BACKUP));
        assertThat(model.changedProperty().get()).isFalse();
        assertThat(model.summaryProperty().get()).isEqualTo("generation 2 is live");
        assertThat(nginx.generations().getFirst().workers()).isEqualTo(new Workers("3"));
    }

    private List<String> changedLines() {
        return model.lines().stream()
                .filter(line -> line.kind() == DiffLine.Kind.ADDED)
                .map(line -> line.text().replaceFirst("#.*", "").strip())
                .toList();
    }

    @Test
    void bringingBackBringsTheWorkersBackToo() {
        model.form().workers().textProperty().set("5");
        model.apply();
        assertThat(nginx.live().workers()).isEqualTo(new Workers("5"));

        model.bringBack(1);

        assertThat(nginx.live().workers()).isEqualTo(new Workers("2"));
        assertThat(model.form().workers().textProperty().get()).isEqualTo("2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight|0|“0” is no weight for app1: type a whole number from 1 to 1000.",
                "weight|1.5|“1.5” is no weight",
                "max_fails|-1|“-1” is no max_fails for app1",
                "max_fails|1001|0 (never left out) to 1000.",
                "fail_timeout|500ms|“500ms” is no fail_timeout for app1: type whole seconds like 30s",
                "fail_timeout|86401|at most 86400s.",
                "fail_timeout|''|is no fail_timeout for app1",
                "max_conns|lots|“lots” is no max_conns for app1",
                "max_conns|1000001|0 (any number) to 1000000.",
                "keepalive|0|“0” is no number of kept connections: type a whole number from 1 to 10000.",
                "workers|65|“65” is no number of workers: type a whole number from 1 to 64, or auto",
            })
    void whatCannotBeReadStaysInItsFieldAndIsSaid(String which, String text, String says) {
        Typed<?> field = field(which);
        String before = field.textProperty().get();

        field.textProperty().set(text);

        assertThat(field.errorProperty().get()).contains(says).endsWith(".");
        assertThat(field.textProperty().get()).isEqualTo(text);
        assertThat(model.changedProperty().get()).isTrue();
        assertThat(canApply()).isFalse();
        assertThat(model.outlookProperty().get()).isEmpty();
        model.apply();
        assertThat(nginx.live().generation()).isEqualTo(1);

        model.discard();
        assertThat(field(which).textProperty().get()).isEqualTo(before);
        assertThat(field(which).errorProperty().get()).isEmpty();
        assertThat(model.changedProperty().get()).isFalse();
    }

    private Typed<?> field(String which) {
        return switch (which) {
            case "weight" -> app(1).weight();
            case "max_fails" -> app(1).maxFails();
            case "fail_timeout" -> app(1).failTimeout();
            case "max_conns" -> app(1).maxConns();
            case "keepalive" -> model.form().keepalive();
            default -> model.form().workers();
        };
    }

    @Test
    void aHashKeyIsTakenOrSaidToBeWrong() {
        StrategyForm strategy = model.form().strategy();
        strategy.kindProperty().set(Kind.HASH);
        strategy.key().textProperty().set("$arg_user");
        strategy.consistentProperty().set(false);
        assertThat(model.strategy()).isEqualTo(new Strategy.Hash("$arg_user", false));
        assertThat(canApply()).isTrue();

        strategy.key().textProperty().set("$uri; }");
        assertThat(strategy.key().errorProperty().get())
                .startsWith("“$uri; }” is no key: use variables");
        assertThat(canApply()).isFalse();

        strategy.kindProperty().set(Kind.RANDOM);
        assertThat(canApply()).as("a field that is not shown holds up nobody").isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"IP_HASH", "HASH", "RANDOM", "RANDOM_TWO"})
    void aBackupIsRefusedInWordsWhereNginxTakesNone(Kind kind) {
        app(2).modeProperty().set(Mode.BACKUP);
        assertThat(canApply()).isTrue();

        model.form().strategy().kindProperty().set(kind);

        assertThat(model.draftProblemProperty().get())
                .isEqualTo(
                        "nginx takes no backup with "
                                + model.strategy().id()
                                + ": let app2 take part, or choose round-robin or least"
                                + " connections.");
        assertThat(canApply()).isFalse();
        assertThat(model.forecastNoteProperty().get())
                .isEqualTo("The forecast is back when nginx would take this.");
        assertThat(app(2).modeProperty().get()).isEqualTo(Mode.BACKUP);
        model.apply();
        assertThat(nginx.live().generation()).isEqualTo(1);

        app(2).modeProperty().set(Mode.UP);
        assertThat(model.draftProblemProperty().get()).isEmpty();
        assertThat(canApply()).isTrue();
    }

    @Test
    void drainWithoutStickyAndBackupsOnlyAreRefusedInWords() {
        app(1).modeProperty().set(Mode.DRAIN);
        assertThat(model.draftProblemProperty().get())
                .isEqualTo(
                        "Only a sticky strategy can drain a server: mark app1 as down, or choose"
                                + " sticky.");
        assertThat(canApply()).isFalse();

        app(1).modeProperty().set(Mode.BACKUP);
        app(2).modeProperty().set(Mode.BACKUP);
        assertThat(model.draftProblemProperty().get())
                .isEqualTo("nginx refuses an upstream of backups only: let one of them take part.");
        assertThat(canApply()).isFalse();
    }

    @Test
    void refusalsAreSaidInTheLanguageOfTheWindow() {
        open(Locale.GERMAN);
        app(2).modeProperty().set(Mode.BACKUP);
        model.choose(new Strategy.IpHash());

        assertThat(model.draftProblemProperty().get())
                .startsWith("nginx nimmt bei ip_hash kein backup: app2 teilnehmen lassen");
    }

    @Test
    void allDownIsAWarningAndCanBeApplied() {
        app(1).modeProperty().set(Mode.DOWN);
        assertThat(model.warningProperty().get()).isEmpty();
        assertThat(model.form().share(app(1))).isEmpty();
        assertThat(model.form().share(app(2))).hasValue(1.0);

        app(2).modeProperty().set(Mode.DOWN);

        assertThat(model.warningProperty().get()).contains("answer every request with 502");
        assertThat(model.draftProblemProperty().get()).isEmpty();
        assertThat(canApply()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"least_time last_byte inflight", "sticky cookie srv", "sticky learn sid"})
    void whatThisNginxLacksIsSaidWithTheVersionThatBringsIt(String strategy) {
        model.choose(Strategy.ofId(strategy));

        assertThat(model.draftProblemProperty().get())
                .matches("nginx 1.22.1 has no (sticky|least_time): nginx 1[.0-9]+ brings it.");
        assertThat(canApply()).isFalse();
        assertThat(model.outlookProperty().get()).isEmpty();
        assertThat(changedLines()).as("its text is shown").isNotEmpty();
    }

    @Test
    void whereNginxHasItStickyCanBeAppliedAndAServerDrained() {
        stack.fakeNginx().capabilities = new Capabilities("1.31.4", "");
        open(Locale.ENGLISH);
        StrategyForm strategy = model.form().strategy();
        strategy.kindProperty().set(Kind.STICKY);
        strategy.stickyProperty().set(Sticky.LEARN);
        strategy.cookie().textProperty().set("seat");
        app(2).modeProperty().set(Mode.DRAIN);
        assertThat(model.draftProblemProperty().get()).isEmpty();

        model.apply();

        assertThat(nginx.live().upstream().strategy()).isEqualTo(new Strategy.StickyLearn("seat"));
        assertThat(nginx.live().upstream().servers().get(1).mode()).isEqualTo(Mode.DRAIN);

        strategy.cookie().textProperty().set("two words");
        assertThat(strategy.cookie().errorProperty().get())
                .startsWith("“two words” is no name of a cookie");
        assertThat(canApply()).isFalse();
    }

    @Test
    void withoutAZoneTheForecastIsOfEachWorker() {
        app(1).weight().textProperty().set("2");
        model.form().workers().textProperty().set("4");
        assertThat(model.forecastNoteProperty().get())
                .isEqualTo("For requests one after the other.");

        model.form().zoneProperty().set(false);

        assertThat(model.forecastNoteProperty().get())
                .startsWith("Each of the 4 workers takes these turns");
        assertThat(model.outlookProperty().get().orElseThrow().next()).startsWith(0, 1, 0, 0, 1, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "round-robin",
                "least_conn",
                "ip_hash",
                "hash $uri",
                "hash $arg_a consistent",
                "random",
                "random two",
                "least_time header",
                "least_time last_byte inflight",
                "sticky cookie a",
                "sticky route b",
                "sticky learn c"
            })
    void everyStrategyIsShownAsItIs(String id) {
        Function<String, Strategy> strategy = Strategy::ofId;
        StrategyForm form = new StrategyForm(new Texts(Locale.ENGLISH));

        form.take(strategy.apply(id));

        assertThat(form.draft()).isEqualTo(strategy.apply(id));
        assertThat(form.kindProperty().get()).isEqualTo(Kind.of(strategy.apply(id)));
    }
}
