package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.ShopChoices.Database;
import io.lblab.stack.ShopChoices.SessionStore;
import io.lblab.stack.ShopChoices.StockStore;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.OkHttpEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every screen in every state at the smallest supported size: nothing is cut off. The pictures go
/// to target/screens, to be looked at.
@Tag("window")
class WindowLookTest {

    private static final double WIDTH = 1000;
    private static final double HEIGHT = 700;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void nothingIsCutOffInAnyState(String language) throws IOException {
        FakeStack local = new FakeStack(StackKind.LOCAL, folder);
        FakeStack compose = new FakeStack(StackKind.COMPOSE, folder.resolve("compose"));
        compose.missing =
                Optional.of("No Docker engine answers: start Docker, or use local processes.");
        ShopChoices shop =
                language.equals("de")
                        ? new ShopChoices(
                                Database.POSTGRESQL, StockStore.REDIS, SessionStore.MEMORY)
                        : ShopChoices.defaults();
        CountDownLatch hold = new CountDownLatch(1);
        local.held = Optional.of(hold);
        LabServices services =
                new LabServices(
                        new Stacks(List.of(compose, local)),
                        Optional.empty(),
                        StackOptions.defaults().withShop(shop),
                        new OkHttpEngine(),
                        new RunArchive(folder.resolve("runs")));
        Locale locale = Locale.of(language);
        try (WindowDriver window = WindowDriver.open(services, locale, WIDTH, HEIGHT)) {
            window.until("engines", () -> window.find("engine-COMPOSE").isDisabled());
            assertThat(window.find("shop-database").isDisabled()).isFalse();
            look(window, language, "stack-stopped");
            window.shortcut(KeyCode.DIGIT2);
            look(window, language, "balancer-empty");
            window.shortcut(KeyCode.DIGIT3);
            look(window, language, "traffic-stopped");
            window.shortcut(KeyCode.ENTER);
            look(window, language, "stack-not-running");
            window.shortcut(KeyCode.DIGIT4);
            look(window, language, "distribution-empty");

            window.shortcut(KeyCode.DIGIT1);
            window.press("start");
            window.until("progress", () -> window.find("stack-state") != null);
            look(window, language, "stack-starting");
            hold.countDown();
            window.until(
                    "running", () -> window.find("node-app1") != null && window.isShown("stop"));
            window.until("live", () -> !window.text("status-generation").isEmpty());
            assertThat(window.find("shop-database").isDisabled()).isTrue();
            assertThat(local.shop()).contains(shop);
            look(window, language, "stack-running");
            window.key("node-app2", KeyCode.K);
            window.until("killed", () -> local.commands().contains("kill app2"));
            window.until(
                    "shown",
                    () ->
                            window.find("node-app2").getAccessibleText().contains("crash")
                                    || window.find("node-app2")
                                            .getAccessibleText()
                                            .contains("stürzt"));
            look(window, language, "stack-crashed");
            window.key("node-app2", KeyCode.A);
            window.until("started", () -> local.commands().contains("start app2"));

            window.shortcut(KeyCode.DIGIT2);
            look(window, language, "balancer-live");
            window.type("weight-app1", "3");
            window.press("strategy-round-robin");
            look(window, language, "balancer-changed");
            window.type("weight-app1", "three");
            look(window, language, "balancer-wrong-weight");
            window.type("weight-app1", "3");
            window.press("apply");
            window.until("applied", () -> window.find("applied") != null);
            look(window, language, "balancer-applied");
            local.fakeNginx().refusal =
                    Optional.of(
                            "nginx: [emerg] invalid parameter \"weight=0\" in nginx.conf.candidate:42");
            window.type("weight-app2", "7");
            window.press("apply");
            window.until("refused", () -> window.isShown("problem"));
            look(window, language, "balancer-refused");
            window.press("discard");
            window.press("show-history");
            look(window, language, "balancer-history");
            window.press("compare-1");
            window.until("compared", () -> window.find("compare-1") != null);
            look(window, language, "balancer-compared");
            Path file = local.fakeNginx().configFile();
            Files.writeString(
                    file,
                    Files.readString(file).replace("weight=3 max_fails", "weight=9 max_fails"));
            window.until("edited", () -> window.isShown("edited"));
            window.press("edited-show");
            look(window, language, "balancer-edited");
            local.fakeNginx().refusal = Optional.empty();
            window.press("edited-overwrite");
            window.until("overwritten", () -> !window.isShown("edited"));

            window.shortcut(KeyCode.DIGIT3);
            look(window, language, "traffic-ready");
            window.press("preset-generate-traffic");
            window.press("add-request");
            window.select("method-4", 2);
            window.type("body-4", "{\"product_id\":1,\"quantity\":1}");
            window.scroll("plan-scroll", 0.45);
            look(window, language, "traffic-mix");
            window.press("remove-2");
            window.press("remove-2");
            window.scroll("plan-scroll", 0);
            window.press("preset-buy");
            look(window, language, "traffic-buy");
            window.scroll("plan-scroll", 1);
            look(window, language, "traffic-closed");
            window.scroll("plan-scroll", 0);
            window.press("preset-load-test");
            window.select("model", 1);
            window.scroll("plan-scroll", 1);
            window.select("arrivals", 1);
            window.type("rate", "fast");
            look(window, language, "traffic-open");
            window.press("fire");
            window.until("refused", () -> window.isShown("fire"));
            look(window, language, "traffic-no-rate");
            window.type("rate", "100-300");
            window.type("duration", "1s");
            window.type("thresholds", "errors < 1, p99 < 1us");
            look(window, language, "traffic-curve");
            window.press("fire");
            window.until(
                    "open model over",
                    () -> window.find("run-done") != null && window.isShown("fire"));
            look(window, language, "traffic-open-finished");
            window.scroll("plan-scroll", 0);
            window.press("preset-load-test");
            window.type("requests", "100000");
            window.press("fire");
            window.until("time left", () -> window.text("run-of").matches(".*[0-9].?s( .*|$)"));
            look(window, language, "traffic-running");
            window.press("stop-run");
            window.until("stopped", () -> window.isShown("fire"));
            window.type("requests", "2000");
            window.press("fire");
            window.until("first answers", () -> window.text("run-of").contains("2"));
            window.until("finished", () -> window.isShown("fire"));
            look(window, language, "traffic-finished");
            window.shortcut(KeyCode.DIGIT4);
            window.until(
                    "log agrees",
                    () ->
                            window.text("observers").matches(".*2.000.*")
                                    && window.isShown("fire-again"));
            window.until("metrics", () -> window.text("observers").matches(".*[Ii]nstan.*"));
            look(window, language, "distribution-finished");
            window.press("latency-requests");
            look(window, language, "distribution-requests");
            window.press("latency-statuses");
            look(window, language, "distribution-statuses");
            window.press("latency-instances");
            window.shortcut(KeyCode.DIGIT3);
            window.press("preset-listeners");
            look(window, language, "traffic-listeners");
            window.type("listeners", "many");
            window.press("fire");
            window.until("listeners refused", () -> window.isShown("problem"));
            look(window, language, "traffic-listeners-refused");
            window.type("listeners", "40");
            window.press("fire");
            window.until("heard", () -> window.text("listen-p99").matches("[0-9].*"));
            look(window, language, "traffic-listening");
            window.press("stop-run");
            window.until("hung up", () -> window.isShown("fire"));
            assertThat(local.fakeNginx().events().stock()).isEqualTo(FakeEvents.STOCK);
            look(window, language, "traffic-listened");
            window.press("preset-many-clients");
            window.press("fire");
            window.until("many finished", () -> window.isShown("fire"));
            window.shortcut(KeyCode.DIGIT4);
            look(window, language, "distribution-many");
            window.pick("duel-menu", "duel-3");
            window.until("duel", () -> window.isShown("duel"));
            assertThat(window.text("duel-text")).contains("4", "3", "χ²");
            look(window, language, "distribution-duel");
            window.press("end-duel");
            window.until("over", () -> !window.isShown("duel"));
            window.pick("choose-run", "run-3");
            window.until("older", () -> window.text("choose-run").endsWith("3"));
            look(window, language, "distribution-older");
            assertThat(window.text("forecast-basis")).isNotBlank();
            window.shortcut(KeyCode.DIGIT3);
            window.press("preset-health-checks");
            window.press("fire");
            window.until("checked", () -> window.isShown("fire"));
            window.shortcut(KeyCode.DIGIT4);
            window.until("newest", () -> window.text("choose-run").endsWith("5"));
            window.until("compared", () -> window.text("picks-forecast").contains("10"));
            look(window, language, "distribution-checks");
            theLimit(window, language);
        }
    }

    private static void theLimit(WindowDriver window, String language) {
        window.shortcut(KeyCode.DIGIT3);
        window.press("preset-load-test");
        window.select("model", 2);
        window.scroll("plan-scroll", 1);
        look(window, language, "traffic-limit");
        window.type("limit-to", "50");
        window.press("fire");
        window.until("no search", () -> window.isShown("problem"));
        look(window, language, "traffic-limit-refused");
        window.type("limit-from", "10");
        window.type("limit-to", "40");
        window.type("limit-each", "500ms");
        window.type("thresholds", "p99 < 20s, errors < 1%");
        window.press("fire");
        window.until("a run kept", () -> window.text("limit-kept").equals("10"));
        look(window, language, "traffic-limit-seeking");
        window.until("all kept", () -> window.text("limit-words").matches(".*40.*[^…]"));
        assertThat(window.text("limit-kept")).isEqualTo("40");
        look(window, language, "traffic-limit-none");
        window.type("thresholds", "p99 < 1us, app1 75% ± 1");
        window.press("fire");
        window.until("broken", () -> window.text("limit-words").contains("p99 < 1us"));
        look(window, language, "traffic-limit-broken");
    }

    private static void look(WindowDriver window, String language, String state) {
        for (ColorScheme scheme : ColorScheme.values()) {
            window.choose(scheme);
            window.picture(
                    Path.of(
                            "target/screens",
                            state
                                    + "-"
                                    + language
                                    + "-"
                                    + scheme.name().toLowerCase(Locale.ROOT)
                                    + ".png"));
            assertThat(window.cutOff()).as(state + " " + language + " " + scheme).isEmpty();
        }
    }
}
