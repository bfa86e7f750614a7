package io.lblab.ui;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.stack.local.LocalStack;
import io.lblab.traffic.OkHttpEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Takes the pictures of the documentation from the real local stack: `./lab screenshots`.
@Tag("screenshots")
class ScreenshotsTest {

    @TempDir Path home;

    @Test
    void ofEveryScreenInBothThemes() throws Exception {
        boolean large = Boolean.getBoolean("lab.display");
        double width = large ? 1920 : 1000;
        double height = large ? 1080 : 700;
        Path to = Path.of(System.getProperty("screenshots.to", "../docs/screenshots"));
        String suffix = large ? "-1920" : "";
        LocalStack stack = new LocalStack(home, System.getenv());
        LabServices services =
                new LabServices(
                        new Stacks(List.of(stack)),
                        Optional.empty(),
                        new StackOptions(8000, 2, true),
                        new OkHttpEngine(),
                        new RunArchive(home.resolve("runs")));
        try (WindowDriver window = WindowDriver.open(services, Locale.ENGLISH, width, height)) {
            window.press("start");
            window.until("running", () -> window.isShown("stop"));
            window.until("live", () -> !window.text("status-generation").isEmpty());
            window.shortcut(KeyCode.DIGIT2);
            window.type("weight-app1", "3");
            window.press("apply");
            window.until("applied", () -> window.find("applied") != null);
            window.shortcut(KeyCode.DIGIT3);
            window.press("preset-load-test");
            window.type("requests", "75s");
            window.type("clients", "32");
            window.press("fire");
            window.until("under way", () -> progress(window) > 0.2);
            window.shortcut(KeyCode.DIGIT1);
            window.until(
                    "flowing",
                    () -> window.find("node-CLIENTS").getAccessibleText().contains("req/s"));
            both(window, to.resolve("stack"), suffix);
            window.key("node-app2", KeyCode.K);
            window.shortcut(KeyCode.DIGIT3);
            window.until("more", () -> progress(window) > 0.33);
            both(window, to.resolve("traffic"), suffix);
            window.shortcut(KeyCode.DIGIT1);
            window.key("node-app2", KeyCode.A);
            window.shortcut(KeyCode.DIGIT4);
            window.until("finished", () -> window.isShown("fire-again"));
            window.until("log", () -> !window.text("observers").contains("so far"));
            both(window, to.resolve("distribution"), suffix);
            window.shortcut(KeyCode.DIGIT2);
            window.type("weight-app2", "2");
            both(window, to.resolve("balancer"), suffix);
            window.press("discard");
            window.press("strategy-ip_hash");
            window.press("apply");
            window.until("applied", () -> window.find("applied") != null);
            window.shortcut(KeyCode.DIGIT3);
            window.press("preset-listeners");
            window.press("fire");
            window.until(
                    "heard for a while",
                    () -> window.text("listen-words").matches("Events published: [0-9]{2,},.*"));
            both(window, to.resolve("listeners"), suffix);
            window.press("stop-run");
            window.until("hung up", () -> window.isShown("fire"));
            window.press("preset-many-clients");
            window.press("fire");
            window.shortcut(KeyCode.DIGIT4);
            window.until("second", () -> window.text("choose-run").endsWith("2"));
            window.until("finished", () -> window.isShown("fire-again"));
            window.until("log", () -> !window.text("observers").contains("so far"));
            both(window, to.resolve("distribution-clients"), suffix);
            window.pick("duel-menu", "duel-1");
            window.until("duel", () -> window.isShown("duel"));
            both(window, to.resolve("distribution-duel"), suffix);
            window.shortcut(KeyCode.DIGIT3);
            window.press("preset-load-test");
            window.select("model", 2);
            window.type("limit-from", "250");
            window.type("limit-each", "3s");
            window.scroll("plan-scroll", 1);
            window.press("fire");
            window.until("found", () -> window.text("limit-words").startsWith("The limit lies"));
            both(window, to.resolve("limit"), suffix);
        } finally {
            stack.stop(line -> {});
            stack.close();
        }
    }

    private static double progress(WindowDriver window) {
        return window.find("run-bar") instanceof javafx.scene.control.ProgressBar bar
                ? bar.getProgress()
                : 0;
    }

    private static void both(WindowDriver window, Path file, String suffix) {
        for (ColorScheme scheme : ColorScheme.values()) {
            window.choose(scheme);
            window.picture(
                    Path.of(file + "-" + scheme.name().toLowerCase(Locale.ROOT) + suffix + ".png"));
        }
    }
}
