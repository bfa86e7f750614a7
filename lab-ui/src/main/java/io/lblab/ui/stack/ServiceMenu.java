package io.lblab.ui.stack;

import io.lblab.stack.Service;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.ServiceCommand;
import io.lblab.ui.text.Texts;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;

/// What a right click, Enter or a key does to a box of the topology.
final class ServiceMenu {

    private static final Map<KeyCode, ServiceCommand> KEYS =
            Map.of(
                    KeyCode.S, ServiceCommand.STOP,
                    KeyCode.A, ServiceCommand.START,
                    KeyCode.R, ServiceCommand.RESTART,
                    KeyCode.K, ServiceCommand.KILL);

    private final ActiveStack stack;
    private final Texts texts;
    private final Consumer<String> showLogs;

    /// @param showLogs shows the log of one service only
    ServiceMenu(ActiveStack stack, Texts texts, Consumer<String> showLogs) {
        this.stack = stack;
        this.texts = texts;
        this.showLogs = showLogs;
    }

    void attach(NodeBox box) {
        if (box.node().service().isEmpty()) {
            return;
        }
        Tooltip.install(box, new Tooltip(texts.get("service.keys")));
        ContextMenu menu = new ContextMenu();
        box.setOnContextMenuRequested(e -> {
            fill(menu, box);
            menu.show(box, e.getScreenX(), e.getScreenY());
            e.consume();
        });
        box.setOnMouseClicked(e -> {
            box.requestFocus();
            if (e.getButton() == MouseButton.PRIMARY && e.isStillSincePress()) {
                fill(menu, box);
                menu.show(box, Side.BOTTOM, 0, 4);
            }
        });
        box.addEventHandler(KeyEvent.KEY_PRESSED, e -> key(e, menu, box));
    }

    private void key(KeyEvent e, ContextMenu menu, NodeBox box) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        Service service = box.node().service().orElseThrow();
        ServiceCommand command = KEYS.get(e.getCode());
        if (command != null) {
            if (command.fits(service)) {
                stack.run(command, service.name());
            }
            e.consume();
        } else if (e.getCode() == KeyCode.L) {
            showLogs.accept(service.name());
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
            fill(menu, box);
            menu.show(box, Side.BOTTOM, 0, 4);
            e.consume();
        }
    }

    private void fill(ContextMenu menu, NodeBox box) {
        Service service = box.node().service().orElseThrow();
        menu.getItems().clear();
        for (ServiceCommand command : ServiceCommand.values()) {
            if (command.fits(service)) {
                MenuItem item =
                        new MenuItem(
                                texts.get("service.command." + command.name(), service.name()));
                item.setId("command-" + command.name());
                KEYS.forEach((key, its) -> {
                    if (its == command) {
                        item.setAccelerator(new KeyCodeCombination(key));
                    }
                });
                item.setOnAction(_ -> stack.run(command, service.name()));
                menu.getItems().add(item);
            }
        }
        MenuItem logs = new MenuItem(texts.get("service.logs", service.name()));
        logs.setAccelerator(new KeyCodeCombination(KeyCode.L));
        logs.setOnAction(_ -> showLogs.accept(service.name()));
        if (!menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        menu.getItems().add(logs);
    }
}
