package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.stack.local.LocalStack;
import io.lblab.traffic.TrafficEngine;
import io.lblab.traffic.engines.EngineChoice;
import io.lblab.ui.StallWatch.Stalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The window goes on answering while a run fills its charts: no single thing that its thread does
/// takes 100 ms. How long a person waits depends on who else wants the processor, too: `.ci/bench
/// stalls` prints that.
@Tag("window")
class WindowUnderLoadTest {

    private static final Duration BOUND = Duration.ofMillis(100);
    private static final List<KeyCode> SCREENS =
            List.of(KeyCode.DIGIT1, KeyCode.DIGIT3, KeyCode.DIGIT4);

    @TempDir Path home;

    @Test
    void aMinuteAtFiveThousandRequestsASecond() throws Exception {
        try (LocalStack stack = new LocalStack(home, System.getenv())) {
            stack.start(StackOptions.defaults().withPort(0), line -> {});
            try (WindowDriver window = open(stack, EngineChoice.automatic())) {
                window.until("adopted", () -> window.isShown("stop"));
                watch(window, 5_000, 60, "real stack");
            } finally {
                stack.stop(line -> {});
            }
        }
    }

    @Test
    void twentyThousandSamplesASecond() throws Exception {
        try (WindowDriver window =
                open(new FakeStack(StackKind.LOCAL, home), new SampleFeed(20_000))) {
            window.press("start");
            window.until("running", () -> window.isShown("stop"));
            window.until("live", () -> !window.text("status-generation").isEmpty());
            watch(window, 20_000, 30, "fed");
        }
    }

    private static void watch(WindowDriver window, int rate, int seconds, String what)
            throws InterruptedException {
        SCREENS.forEach(window::shortcut);
        window.shortcut(KeyCode.DIGIT3);
        window.press("preset-load-test");
        window.select("model", 1);
        window.type("rate", String.valueOf(rate));
        window.type("duration", seconds + "s");
        window.press("fire");
        window.until("begun", () -> window.isShown("stop-run"));
        int each = seconds / (SCREENS.size() + 1);
        for (KeyCode screen : SCREENS) {
            window.shortcut(screen);
            window.picture(Path.of("target/screens/load-" + rate + "-" + screen + ".png"));
            StallWatch watch = new StallWatch();
            watch.askFor(Duration.ofSeconds(each));
            Stalls stalls = watch.stalls();
            System.out.println("| %,d/s, %s | %s %s".formatted(rate, what, title(screen), stalls));
            assertThat(stalls.mostWork()).as(title(screen)).isLessThan(BOUND);
        }
        window.shortcut(KeyCode.DIGIT3);
        String all = String.valueOf(rate * seconds);
        window.until(
                "over with all " + all,
                () ->
                        window.isShown("fire")
                                && window.text("run-done").replaceAll("\\D", "").equals(all));
        assertThat(window.text("run-errors")).isEqualTo("0");
    }

    private static String title(KeyCode screen) {
        return switch (screen) {
            case DIGIT1 -> "Stack";
            case DIGIT3 -> "Traffic";
            default -> "Distribution";
        };
    }

    private WindowDriver open(io.lblab.stack.Stack stack, TrafficEngine engine) {
        return WindowDriver.open(
                new LabServices(
                        new Stacks(List.of(stack)),
                        Optional.empty(),
                        StackOptions.defaults(),
                        engine,
                        new RunArchive(home.resolve("runs"))),
                Locale.ENGLISH,
                1280,
                800);
    }
}
