package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.Generation;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.ShopChoices.StockStore;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.stack.Stacks;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.ui.balancer.BalancerViewModel;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.Limits;
import io.lblab.ui.model.Listening;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.Runs;
import io.lblab.ui.model.ServiceCommand;
import io.lblab.ui.stack.StackViewModel;
import io.lblab.ui.text.Texts;
import io.lblab.ui.traffic.TrafficViewModel;
import io.lblab.upstream.Strategy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The view models without a window; tasks run at once, on the thread of the test.
class ViewModelsTest {

    private static final Tasks AT_ONCE = new Tasks(Runnable::run, Runnable::run);
    private static final Texts TEXTS = new Texts(Locale.ENGLISH);

    @TempDir Path folder;

    private FakeStack local;
    private FakeStack compose;

    @BeforeEach
    void stacks() {
        local = new FakeStack(StackKind.LOCAL, folder);
        compose = new FakeStack(StackKind.COMPOSE, folder);
    }

    @AfterEach
    void closed() {
        local.close();
        compose.close();
    }

    private ActiveStack active() {
        return new ActiveStack(new Stacks(List.of(compose, local)), AT_ONCE);
    }

    private StackViewModel stackModel(ActiveStack stack, Optional<StackKind> asked) {
        return new StackViewModel(stack, StackOptions.defaults(), asked, AT_ONCE);
    }

    @Test
    void theFirstEngineThatCanRunIsChosen() {
        compose.missing = Optional.of("No Docker engine answers: start Docker.");
        ActiveStack stack = active();
        StackViewModel model = stackModel(stack, Optional.empty());

        assertThat(stack.kindProperty().get()).isEqualTo(StackKind.LOCAL);
        assertThat(model.missingProperty().get())
                .containsExactly(
                        java.util.Map.entry(
                                StackKind.COMPOSE, "No Docker engine answers: start Docker."));
    }

    @Test
    void anEngineThatWasAskedForIsTaken() {
        ActiveStack stack = active();
        stackModel(stack, Optional.of(StackKind.LOCAL));

        assertThat(stack.kindProperty().get()).isEqualTo(StackKind.LOCAL);
    }

    @Test
    void aRunningStackIsAdopted() throws Exception {
        local.start(StackOptions.defaults(), line -> {});
        ActiveStack stack = active();
        stackModel(stack, Optional.empty());

        assertThat(stack.kindProperty().get()).isEqualTo(StackKind.LOCAL);
        assertThat(stack.stateProperty().get()).isEqualTo(StackState.RUNNING);
        assertThat(stack.services()).hasSize(7);
    }

    @Test
    void aStartTakesTheChosenPlacesForDataAndAFoundStackShowsItsOwn() {
        ShopChoices chosen =
                new ShopChoices(Database.POSTGRESQL, StockStore.REDIS, SessionStore.MEMORY);
        StackViewModel first = stackModel(active(), Optional.of(StackKind.LOCAL));
        assertThat(first.shopProperty().get()).isEqualTo(ShopChoices.defaults());
        first.shopProperty().set(chosen);
        first.start();
        assertThat(local.shop()).contains(chosen);

        StackViewModel second = stackModel(active(), Optional.empty());
        assertThat(second.shopProperty().get()).isEqualTo(chosen);
    }

    @Test
    void aStartThatFailsSaysWhyAndLeavesTheStackStopped() {
        local.startFails = Optional.of("Port 8000 is taken by python3: stop it or use --port.");
        ActiveStack stack = active();
        StackViewModel model = stackModel(stack, Optional.of(StackKind.LOCAL));
        model.start();

        assertThat(stack.problemProperty().get()).contains("Port 8000 is taken");
        assertThat(stack.stateProperty().get()).isEqualTo(StackState.STOPPED);
    }

    @Test
    void aKilledInstanceIsSeenAndCanBeStarted() {
        ActiveStack stack = running();
        stack.run(ServiceCommand.KILL, "app2");
        assertThat(stack.service("app2").orElseThrow().isUp()).isFalse();
        assertThat(ServiceCommand.KILL.fits(stack.service("app2").orElseThrow())).isFalse();
        assertThat(ServiceCommand.START.fits(stack.service("app2").orElseThrow())).isTrue();

        stack.run(ServiceCommand.START, "app2");
        assertThat(stack.service("app2").orElseThrow().isUp()).isTrue();
        assertThat(local.commands()).containsExactly("kill app2", "start app2");
    }

    @Test
    void anApplyBringsTheDraftLiveAndARefusalKeepsIt() {
        ActiveStack stack = running();
        LiveNginx nginx = new LiveNginx(stack, AT_ONCE);
        BalancerViewModel balancer = new BalancerViewModel(nginx, TEXTS);
        balancer.choose(new Strategy.IpHash());
        balancer.apply();

        assertThat(nginx.live().generation()).isEqualTo(2);
        assertThat(nginx.live().upstream().strategy()).isEqualTo(new Strategy.IpHash());

        local.fakeNginx().refusal = Optional.of("nginx: [emerg] no");
        balancer.choose(new Strategy.LeastConn());
        balancer.apply();
        assertThat(nginx.problemProperty().get()).contains("nginx refuses it", "[emerg] no");
        assertThat(balancer.strategy()).isEqualTo(new Strategy.LeastConn());
        assertThat(nginx.live().generation()).isEqualTo(2);

        balancer.discard();
        assertThat(balancer.strategy()).isEqualTo(new Strategy.IpHash());
    }

    @Test
    void aFileThatWasEditedIsShownAndOverwrittenOnlyWhenAsked() throws Exception {
        ActiveStack stack = running();
        LiveNginx nginx = new LiveNginx(stack, AT_ONCE);
        BalancerViewModel balancer = new BalancerViewModel(nginx, TEXTS);
        Path file = local.fakeNginx().configFile();
        Files.writeString(file, "worker_processes 1;");
        second(nginx);

        assertThat(nginx.live().edit().orElseThrow().ofUpstream()).isTrue();
        balancer.choose(new Strategy.IpHash());
        balancer.apply();
        assertThat(Files.readString(file)).isEqualTo("worker_processes 1;");
        assertThat(nginx.resultProperty().get()).isInstanceOf(ApplyResult.Edited.class);

        nginx.takeOver(_ -> {});
        assertThat(nginx.problemProperty().get()).contains("has no region", "start the stack");

        Balancing live = nginx.live().balancing();
        nginx.overwrite(
                live.withUpstream(live.upstream().withStrategy(new Strategy.IpHash())), _ -> {});
        assertThat(nginx.live().edit()).isEmpty();
        assertThat(nginx.live().upstream().strategy()).isEqualTo(new Strategy.IpHash());
    }

    @Test
    void overwritingPutsTheDraftInPlaceOfTheEdit() throws Exception {
        ActiveStack stack = running();
        LiveNginx nginx = new LiveNginx(stack, AT_ONCE);
        BalancerViewModel balancer = new BalancerViewModel(nginx, TEXTS);
        Path file = local.fakeNginx().configFile();
        Files.writeString(
                file, Files.readString(file).replace("weight=1 max_fails", "weight=9 max_fails"));
        second(nginx);
        assertThat(nginx.live().upstream().servers().getFirst().weight()).isEqualTo(9);

        balancer.overwrite();

        assertThat(nginx.live().upstream().servers().getFirst().weight()).isEqualTo(1);
    }

    @Test
    void anOlderGenerationIsBroughtBack() {
        ActiveStack stack = running();
        LiveNginx nginx = new LiveNginx(stack, AT_ONCE);
        BalancerViewModel balancer = new BalancerViewModel(nginx, TEXTS);
        balancer.choose(new Strategy.IpHash());
        balancer.apply();

        nginx.bringBack(1, _ -> {});

        assertThat(nginx.live().generation()).isEqualTo(3);
        assertThat(nginx.live().upstream().strategy()).isEqualTo(new Strategy.RoundRobin());
        assertThat(nginx.generations()).extracting(Generation::number).containsExactly(3, 2, 1);
    }

    private static void second(LiveNginx nginx) {
        for (int i = 0; i < 10; i++) {
            nginx.tick();
        }
    }

    @Test
    void withoutAStackNothingIsFiredAndThatIsSaid() {
        ActiveStack stack = active();
        LiveNginx nginx = new LiveNginx(stack, AT_ONCE);
        Runs runs =
                new Runs(
                        new OkHttpEngine(),
                        new RunArchive(folder.resolve("runs")),
                        stack,
                        nginx,
                        AT_ONCE,
                        TEXTS);

        assertThat(
                        new TrafficViewModel(
                                        stack,
                                        runs,
                                        new Limits(runs, stack),
                                        new Listening(stack, AT_ONCE),
                                        TEXTS)
                                .fire())
                .isFalse();
        assertThat(runs.problemProperty().get()).contains("start it on the Stack screen");
    }

    private ActiveStack running() {
        ActiveStack stack = active();
        stackModel(stack, Optional.of(StackKind.LOCAL)).start();
        return stack;
    }
}
