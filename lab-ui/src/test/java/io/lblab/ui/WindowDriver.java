package io.lblab.ui;

import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javafx.application.ColorScheme;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Uses the window as a person does, by ids: presses, types, reads, takes pictures.
final class WindowDriver implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stage stage;
    private final LabWindow window;

    private WindowDriver(Stage stage, LabWindow window) {
        this.stage = stage;
        this.window = window;
    }

    static WindowDriver open(LabServices services, Locale locale, double width, double height) {
        HeadlessFx.start();
        return HeadlessFx.onFx(() -> {
            Stage stage = new Stage(javafx.stage.StageStyle.UNDECORATED);
            LabWindow window = new LabWindow(stage, services, locale, address -> {});
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(width);
            stage.setHeight(height);
            window.show();
            return new WindowDriver(stage, window);
        });
    }

    Stage stage() {
        return stage;
    }

    Scene scene() {
        return stage.getScene();
    }

    void choose(ColorScheme scheme) {
        HeadlessFx.onFx(() -> window.theme().choose(scheme));
    }

    /// Waits until it is so, asking on the JavaFX thread.
    void until(String what, Callable<Boolean> holds) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> HeadlessFx.onFx(holds));
    }

    /// Waits until the button can be pressed, then presses it.
    void press(String id) {
        until(
                "button " + id,
                () -> find(id) instanceof ButtonBase b && shows(b) && !b.isDisabled());
        HeadlessFx.onFx(() -> ((ButtonBase) find(id)).fire());
    }

    /// Opens a menu and chooses an item of it, both by id.
    void pick(String menu, String item) {
        until(
                "menu " + menu,
                () -> find(menu) instanceof MenuButton m && shows(m) && !m.isDisabled());
        HeadlessFx.onFx(() -> {
            MenuButton button = (MenuButton) find(menu);
            button.getOnShowing().handle(new Event(MenuButton.ON_SHOWING));
            button.getItems().stream()
                    .filter(i -> item.equals(i.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
        });
    }

    /// Chooses the item of a box at that place, from 0.
    void select(String id, int index) {
        until("box " + id, () -> find(id) instanceof ComboBox<?> box && shows(box));
        HeadlessFx.onFx(() -> ((ComboBox<?>) find(id)).getSelectionModel().select(index));
    }

    void type(String id, String text) {
        until("field " + id, () -> find(id) != null);
        HeadlessFx.onFx(() -> ((TextInputControl) find(id)).setText(text));
    }

    /// Scrolls to a part of the height, 0–1.
    void scroll(String id, double to) {
        HeadlessFx.onFx(() -> {
            ((ScrollPane) find(id)).setVvalue(to);
            scene().getRoot().layout();
        });
    }

    void shortcut(KeyCode code) {
        HeadlessFx.onFx(() ->
                scene().getAccelerators()
                        .get(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN))
                        .run());
    }

    /// A key on the node of that id.
    void key(String id, KeyCode code) {
        HeadlessFx.onFx(() -> {
            Node node = find(id);
            node.requestFocus();
            node.fireEvent(
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
        });
    }

    String text(String id) {
        return HeadlessFx.onFx(() -> find(id) instanceof Labeled l ? l.getText() : "");
    }

    Node find(String id) {
        return scene().lookup("#" + id);
    }

    boolean isShown(String id) {
        return HeadlessFx.onFx(() -> {
            Node node = find(id);
            return node != null && shows(node);
        });
    }

    /// A picture of the whole window.
    void picture(Path file) {
        BufferedImage image =
                HeadlessFx.onFx(() -> {
                    scene().getRoot().applyCss();
                    scene().getRoot().layout();
                    WritableImage shot = scene().snapshot(null);
                    return SwingFXUtils.fromFXImage(shot, null);
                });
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What can't be read in full: texts cut off with an ellipsis and nodes outside the window.
    List<String> cutOff() {
        return HeadlessFx.onFx(() -> {
            scene().getRoot().applyCss();
            scene().getRoot().layout();
            List<String> found = new ArrayList<>();
            look(scene().getRoot(), found);
            return found;
        });
    }

    private void look(Node node, List<String> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled && labeled.getText() != null) {
            Text shown =
                    labeled.getChildrenUnmodifiable().stream()
                            .filter(n -> n instanceof Text && n.getStyleClass().contains("text"))
                            .map(Text.class::cast)
                            .findFirst()
                            .orElse(null);
            if (shown != null
                    && !labeled.getText().isBlank()
                    && !shown.getText().equals(labeled.getText())) {
                found.add("cut off: \"" + labeled.getText() + "\" to \"" + shown.getText() + "\"");
            }
        }
        var bounds = node.localToScene(node.getLayoutBounds());
        boolean scrolls = node.getParent() != null && insideScroll(node);
        if (node.isManaged() && node instanceof Control && widerThanItsScroll(node)) {
            found.add("wider than what scrolls: " + node);
        }
        if (!scrolls
                && node.isManaged()
                && (bounds.getMaxX() > scene().getWidth() + 1
                        || bounds.getMaxY() > scene().getHeight() + 1)) {
            found.add("outside the window: " + node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, found));
        }
    }

    private static boolean insideScroll(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (n.getStyleClass().contains("viewport")
                    || n instanceof javafx.scene.control.ListView) {
                return true;
            }
        }
        return false;
    }

    /// What scrolls only up and down hides what is too wide for it.
    private static boolean widerThanItsScroll(Node node) {
        for (Node n = node.getParent(); n != null; n = n.getParent()) {
            if (n instanceof ScrollPane scroll
                    && scroll.getHbarPolicy() == ScrollPane.ScrollBarPolicy.NEVER) {
                double right = scroll.localToScene(scroll.getLayoutBounds()).getMaxX();
                return node.localToScene(node.getLayoutBounds()).getMaxX() > right + 1;
            }
        }
        return false;
    }

    private static boolean shows(Node node) {
        for (Node n = node; n != null; n = n.getParent()) {
            if (!n.isVisible()) {
                return false;
            }
        }
        return node.getScene() != null;
    }

    @Override
    public void close() {
        HeadlessFx.onFx(() -> {
            stage.hide();
            window.close();
        });
    }
}
