package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.Service;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.stack.Stacks;
import io.lblab.stack.local.LocalStack;
import io.lblab.traffic.OkHttpEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.fx.ChartCanvas;
import org.jfree.data.category.CategoryDataset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person's way through the window, on the real local stack.
@Tag("window")
class WindowJourneyTest {

    @TempDir Path home;

    private LocalStack stack;

    @BeforeEach
    void stack() {
        stack = new LocalStack(home, System.getenv());
    }

    @AfterEach
    void stopped() throws Exception {
        stack.stop(line -> {});
        stack.close();
    }

    @Test
    void startThreeToOneApplyFireReadTheChartStop() throws Exception {
        try (WindowDriver window = open()) {
            window.press("start");
            window.until("running", () -> window.isShown("stop"));
            window.until(
                    "live",
                    () ->
                            window.find("node-app1") != null
                                    && window.text("status-generation").contains("1"));

            window.shortcut(KeyCode.DIGIT2);
            window.type("weight-app1", "3");
            assertThat(window.text("share-app1")).startsWith("75.0");
            window.press("apply");
            window.until("applied", () -> window.find("applied") != null);

            window.shortcut(KeyCode.DIGIT3);
            window.type("requests", "400");
            window.press("fire");
            window.until(
                    "finished",
                    () -> window.isShown("fire") && window.text("run-done").equals("400"));
            assertThat(window.text("run-errors")).isEqualTo("0");

            window.shortcut(KeyCode.DIGIT4);
            window.until("log", () -> window.text("observers").contains("agree"));
            CategoryDataset answered = shares(window);
            assertThat(answered.getValue("answered", "app1").doubleValue() * 400).isEqualTo(300);
            assertThat(answered.getValue("answered", "app2").doubleValue() * 400).isEqualTo(100);
            assertThat(HeadlessFx.onFx(() -> window.find("shares-chart").getAccessibleText()))
                    .contains("app1", "300", "app2", "100");

            aRunByTheClock(window);
            aSearchForTheLimit(window);

            window.shortcut(KeyCode.DIGIT1);
            window.press("stop");
            window.until("stopped", () -> window.isShown("start"));
        }
        try (WindowDriver later = open()) {
            later.shortcut(KeyCode.DIGIT4);
            later.until("stored run listed", () -> later.isShown("choose-run"));
            later.pick("choose-run", "stored-1");
            later.until("read", () -> later.isShown("export-menu"));
            assertThat(shares(later).getValue("answered", "app1").doubleValue() * 400)
                    .isEqualTo(300);
        }
        assertThat(stack.state()).isEqualTo(StackState.STOPPED);
        assertThat(stack.services()).isEmpty();
    }

    /// Its bar follows the time, and nobody speaks of the requests that there could have been.
    private static void aRunByTheClock(WindowDriver window) {
        window.shortcut(KeyCode.DIGIT3);
        window.type("requests", "2s");
        window.press("fire");
        window.until(
                "half way",
                () ->
                        window.text("run-of").matches("requests · .* left")
                                && ((ProgressBar) window.find("run-bar")).getProgress() > 0.3);
        window.until("finished", () -> window.isShown("fire"));
        window.until("its end", () -> window.text("run-of").contains("finished"));
        assertThat(window.text("run-of")).isEqualTo("requests in 2.0\u202fs · finished");
        window.shortcut(KeyCode.DIGIT4);
        window.until("its end", () -> window.text("header-about").endsWith("for 2.0\u202fs"));
    }

    /// Three runs of real traffic; each is stored and shown like any other.
    private static void aSearchForTheLimit(WindowDriver window) {
        window.shortcut(KeyCode.DIGIT3);
        window.press("preset-load-test");
        window.select("model", 2);
        window.type("limit-from", "50");
        window.type("limit-to", "200");
        window.type("limit-each", "1s");
        window.type("thresholds", "p99 < 20s");
        window.press("fire");
        window.until("rising", () -> window.text("limit-kept").equals("100"));
        window.until(
                "over",
                () ->
                        window.text("limit-words")
                                .equals(
                                        "Everything was kept up to 200 requests a second, the highest rate"
                                                + " tried."));
        window.shortcut(KeyCode.DIGIT4);
        window.until("the third run", () -> window.text("choose-run").endsWith("5"));
        window.until("log", () -> window.text("observers").contains("agree"));
    }

    /// Whoever started it: the window takes it over, shows a kill and its recovery, and leaves it
    /// running when it closes.
    @Test
    void aRunningStackIsAdoptedAndAKilledInstanceIsSeen() throws Exception {
        stack.start(StackOptions.defaults().withPort(0), line -> {});
        try (WindowDriver window = open()) {
            window.until(
                    "adopted", () -> window.isShown("stop") && window.find("node-app2") != null);
            window.shortcut(KeyCode.DIGIT3);
            window.type("requests", "100000");
            window.press("fire");
            window.until("flowing", () -> window.text("run-done").matches("[1-9].*"));
            window.shortcut(KeyCode.DIGIT1);
            window.until("node", () -> window.find("node-app2") != null);
            window.key("node-app2", KeyCode.K);
            window.until(
                    "kill shown",
                    () -> window.find("node-app2").getAccessibleText().contains("stopped"));
            window.key("node-app2", KeyCode.A);
            window.until(
                    "back", () -> window.find("node-app2").getAccessibleText().contains("weight"));
            window.shortcut(KeyCode.DIGIT4);
            window.until(
                    "both moments in the chart",
                    () -> marks(window).containsAll(List.of("app2 down", "app2 back")));
            window.shortcut(KeyCode.ENTER);
            window.shortcut(KeyCode.DIGIT3);
            window.until("ended", () -> window.isShown("fire"));
            assertThat(window.text("run-errors")).isEqualTo("0");
        }
        try (LocalStack another = new LocalStack(home, System.getenv())) {
            assertThat(another.state()).isEqualTo(StackState.RUNNING);
            assertThat(another.services())
                    .filteredOn(s -> s.role() == Service.Role.SHOP)
                    .allMatch(Service::isUp);
        }
    }

    private WindowDriver open() {
        return WindowDriver.open(
                new LabServices(
                        new Stacks(List.of(new LocalStack(home, System.getenv()))),
                        Optional.empty(),
                        new StackOptions(0, 2, false),
                        new OkHttpEngine(),
                        new RunArchive(home.resolve("runs"))),
                Locale.ENGLISH,
                1000,
                700);
    }

    /// What the chart over time names.
    private static List<String> marks(WindowDriver window) {
        return HeadlessFx.onFx(() ->
                ((ChartCanvas) window.find("over-time-chart"))
                        .getChart().getXYPlot().getAnnotations().stream()
                                .filter(XYTextAnnotation.class::isInstance)
                                .map(note -> ((XYTextAnnotation) note).getText())
                                .toList());
    }

    private static CategoryDataset shares(WindowDriver window) {
        return HeadlessFx.onFx(() ->
                ((ChartCanvas) window.find("shares-chart"))
                        .getChart()
                        .getCategoryPlot()
                        .getDataset(0));
    }
}
