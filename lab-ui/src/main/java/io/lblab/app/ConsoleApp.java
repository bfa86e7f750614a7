package io.lblab.app;

import io.lblab.ui.LabServices;
import io.lblab.ui.LabWindow;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/// The JavaFX program around the window. Started by [#open(java.util.function.Supplier)].
public final class ConsoleApp extends Application {

    /// Set for a console that only warms up Java's class cache: it closes itself.
    private static final String REHEARSAL = "lblab.rehearsal";

    private static final Duration REHEARSED = Duration.seconds(3);

    /// JavaFX makes the application itself, without arguments: this hands it what it is built on.
    private static volatile @Nullable Supplier<LabServices> composition;

    private @Nullable LabWindow window;

    /// Opens the console and returns when its window is closed. At most once per process.
    ///
    /// @param services made on the JavaFX thread; must not block
    public static void open(Supplier<LabServices> services) {
        // The charts use AWT's fonts and shapes, never its windows.
        System.setProperty("java.awt.headless", "true");
        composition = services;
        launch(ConsoleApp.class);
    }

    @Override
    public void start(Stage stage) {
        Supplier<LabServices> services = composition;
        if (services == null) {
            throw new IllegalStateException("Start the console by ConsoleApp.open.");
        }
        LabWindow shown =
                new LabWindow(
                        stage,
                        services.get(),
                        Locale.getDefault(),
                        address -> getHostServices().showDocument(address));
        shown.show();
        window = shown;
        if (Boolean.getBoolean(REHEARSAL)) {
            PauseTransition curtain = new PauseTransition(REHEARSED);
            curtain.setOnFinished(_ -> Platform.exit());
            curtain.play();
        }
    }

    @Override
    public void stop() {
        LabWindow shown = window;
        if (shown != null) {
            shown.close();
        }
    }
}
