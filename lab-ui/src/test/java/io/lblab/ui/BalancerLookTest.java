package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.nginx.Capabilities;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.OkHttpEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Balancer screen with every strategy, every parameter of a server and what nginx would
/// refuse, at the smallest supported size: nothing is cut off. The pictures go to target/screens.
@Tag("window")
class BalancerLookTest {

    private static final boolean LARGE = Boolean.getBoolean("lab.display");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyStrategyAndParameterCanBeReadAndEdited(String language) {
        FakeStack local = new FakeStack(StackKind.LOCAL, folder);
        LabServices services =
                new LabServices(
                        new Stacks(List.of(local)),
                        Optional.empty(),
                        StackOptions.defaults(),
                        new OkHttpEngine(),
                        new RunArchive(folder.resolve("runs")));
        try (WindowDriver window =
                WindowDriver.open(
                        services, Locale.of(language), LARGE ? 1920 : 1000, LARGE ? 1080 : 700)) {
            window.press("start");
            window.until("live", () -> !window.text("status-generation").isEmpty());
            window.shortcut(KeyCode.DIGIT2);
            window.press("strategy-hash");
            look(window, language, "hash");
            window.type("hash-key", "$nosuch");
            assertThat(window.text("hash-error")).contains("$nosuch");
            assertThat(window.find("apply").isDisabled()).isTrue();
            look(window, language, "wrong-key");
            window.type("hash-key", "$uri");
            window.press("strategy-random-two");
            look(window, language, "random-two");

            open(window, "app2");
            window.type("max_conns-app2", "10");
            choose(window, "mode-app2", "backup");
            assertThat(window.text("draft-problem-text")).contains("backup", "random two", "app2");
            assertThat(window.find("apply").isDisabled()).isTrue();
            look(window, language, "refused-backup");
            window.press("strategy-least_conn");
            assertThat(window.isShown("draft-problem")).isFalse();
            open(window, "app1");
            window.type("fail_timeout-app1", "soon");
            window.type("max_fails-app1", "-1");
            window.type("workers", "many");
            look(window, language, "wrong-fields");
            window.type("fail_timeout-app1", "5s");
            window.type("max_fails-app1", "1");
            window.type("workers", "3");
            window.press("zone");
            look(window, language, "no-zone");
            window.press("apply");
            window.until("applied", () -> window.find("applied") != null);
            look(window, language, "all-applied");
            choose(window, "mode-app1", "down");
            choose(window, "mode-app2", "down");
            look(window, language, "all-down");

            choose(window, "mode-app1", language.equals("de") ? "nimmt teil" : "takes part");
            window.press("strategy-sticky");
            assertThat(window.text("draft-problem-text")).contains("1.22.1", "1.29.6");
            assertThat(window.find("apply").isDisabled()).isTrue();
            look(window, language, "lacking");
            window.press("strategy-least_time");
            look(window, language, "lacking-least-time");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void aSlowStartIsFollowedAndCanBeCutShort(String language) {
        FakeStack local = new FakeStack(StackKind.LOCAL, folder);
        LabServices services =
                new LabServices(
                        new Stacks(List.of(local)),
                        Optional.empty(),
                        StackOptions.defaults(),
                        new OkHttpEngine(),
                        new RunArchive(folder.resolve("runs")));
        try (WindowDriver window =
                WindowDriver.open(
                        services, Locale.of(language), LARGE ? 1920 : 1000, LARGE ? 1080 : 700)) {
            window.press("start");
            window.until("live", () -> !window.text("status-generation").isEmpty());
            window.shortcut(KeyCode.DIGIT2);
            assertThat(window.isShown("rising")).isFalse();

            window.pick("slow-start", "slow-start-app2-30");
            window.until("the first step", () -> window.isShown("rising"));
            assertThat(window.text("rising-text")).contains("app2", "1", "10");
            look(window, language, "slow-start");
            window.press("rising-hurry");
            window.until("the end", () -> !window.isShown("rising"));

            assertThat(
                            local.fakeNginx()
                                    .upstream()
                                    .share(local.fakeNginx().upstream().servers().get(1)))
                    .isEqualTo(0.5);
        }
    }

    /// With a newer nginx the same strategies can be used.
    @ParameterizedTest
    @ValueSource(strings = {"1.31.4"})
    void whatNginxHasIsNotGreyed(String version) {
        FakeStack local = new FakeStack(StackKind.LOCAL, folder);
        LabServices services =
                new LabServices(
                        new Stacks(List.of(local)),
                        Optional.empty(),
                        StackOptions.defaults(),
                        new OkHttpEngine(),
                        new RunArchive(folder.resolve("runs")));
        local.prepared = nginx -> nginx.capabilities = new Capabilities(version, "");
        try (WindowDriver window = WindowDriver.open(services, Locale.ENGLISH, 1000, 700)) {
            window.press("start");
            window.until("live", () -> !window.text("status-generation").isEmpty());
            window.shortcut(KeyCode.DIGIT2);
            assertThat(window.find("strategy-sticky").getStyleClass())
                    .doesNotContain("choice-lacking");
            window.press("strategy-sticky");
            window.type("sticky-cookie", "seat");
            assertThat(window.isShown("draft-problem")).isFalse();
            look(window, "en", "sticky");
            window.press("apply");
            window.until("applied", () -> window.find("applied") != null);
            assertThat(local.fakeNginx().upstream().strategy().id())
                    .isEqualTo("sticky cookie seat");
        }
    }

    private static void open(WindowDriver window, String server) {
        HeadlessFx.onFx(() -> {
            if (window.find("details-" + server) instanceof ToggleButton details) {
                details.setSelected(true);
            }
        });
    }

    private static <T> void choose(WindowDriver window, String id, String word) {
        HeadlessFx.onFx(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<T> choice = (ComboBox<T>) window.find(id);
            choice.setValue(
                    choice.getItems().stream()
                            .filter(each -> choice.getConverter().toString(each).equals(word))
                            .findFirst()
                            .orElseThrow());
        });
    }

    private static void look(WindowDriver window, String language, String state) {
        for (ColorScheme scheme : ColorScheme.values()) {
            window.choose(scheme);
            window.picture(
                    Path.of(
                            "target/screens",
                            "balancer-%s-%s-%s%s.png"
                                    .formatted(
                                            state,
                                            language,
                                            scheme.name().toLowerCase(Locale.ROOT),
                                            LARGE ? "-1920" : "")));
            assertThat(window.cutOff()).as(state + " " + language + " " + scheme).isEmpty();
        }
    }
}
