package io.lblab.ui;

import io.lblab.ui.fx.Tasks;
import io.lblab.ui.shell.Shell;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// The lab's window. Made and shown on the JavaFX thread.
public final class LabWindow {

    private static final double WIDTH = 1280;
    private static final double HEIGHT = 820;
    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 640;

    private final Shell shell;
    private final Theme theme;
    private final Stage stage;

    /// @param browse opens an address in the browser
    public LabWindow(Stage stage, LabServices services, Locale locale, Consumer<String> browse) {
        this.stage = stage;
        theme = new Theme();
        shell = new Shell(services, new Texts(locale), theme, Tasks.onVirtualThreads(), browse);
        Scene scene = new Scene(shell.node(), WIDTH, HEIGHT);
        theme.dress(scene);
        shell.keys(scene);
        stage.setScene(scene);
        stage.setTitle(new Texts(locale).get("window.title"));
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setOnCloseRequest(event -> {
            if (!shell.mayClose(stage)) {
                event.consume();
            }
        });
    }

    public void show() {
        stage.show();
    }

    public Theme theme() {
        return theme;
    }

    /// Lets go of everything but the stack itself, which goes on running.
    public void close() {
        shell.close();
    }
}
