package io.lblab.ui.stack;

import io.lblab.stack.LogLine;
import io.lblab.ui.theme.Palette;
import io.lblab.ui.theme.Theme;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Log lines, newest last. Follows the newest line as long as it is in sight.
final class LogList extends ListView<LogLine> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Theme theme;
    private boolean following = true;
    private boolean touched;

    LogList(javafx.collections.ObservableList<LogLine> lines, Theme theme) {
        super(lines);
        this.theme = theme;
        setId("logs");
        getStyleClass().add("log-list");
        setCellFactory(_ -> new Cell());
        setFixedCellSize(21);
        addEventFilter(ScrollEvent.SCROLL, _ -> touched = true);
        addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> touched = true);
        addEventFilter(KeyEvent.KEY_PRESSED, _ -> touched = true);
        lines.addListener(
                (ListChangeListener<LogLine>)
                        _ -> {
                            if (touched) {
                                touched = false;
                                following = atEnd();
                            }
                            if (following && !lines.isEmpty()) {
                                scrollTo(lines.size() - 1);
                            }
                        });
        theme.schemeProperty().subscribe(_ -> refresh());
    }

    private boolean atEnd() {
        for (Node bar : lookupAll(".scroll-bar:vertical")) {
            if (bar instanceof ScrollBar scroll && scroll.isVisible()) {
                return scroll.getValue() > 0.98;
            }
        }
        return true;
    }

    private final class Cell extends ListCell<LogLine> {

        private final Text time = new Text();
        private final Text service = new Text();
        private final Text text = new Text();
        private final TextFlow flow = new TextFlow(time, service, text);

        Cell() {
            flow.getStyleClass().add("log-line");
            time.getStyleClass().add("log-time");
            service.getStyleClass().add("log-service");
            text.getStyleClass().add("log-text");
        }

        @Override
        protected void updateItem(LogLine line, boolean empty) {
            super.updateItem(line, empty);
            if (empty || line == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            time.setText(line.at().map(TIME::format).orElse("            ") + "  ");
            service.setText("%-6s  ".formatted(line.service()));
            Color own = theme.palette().of(line.service());
            service.setFill(Palette.numberOf(line.service()) > 0 ? own : theme.palette().muted());
            text.setText(line.text());
            setGraphic(flow);
            setAccessibleText(line.service() + ": " + line.text());
        }
    }
}
