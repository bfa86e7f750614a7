package io.lblab.ui.balancer;

import io.lblab.ui.fx.Visibility;
import io.lblab.ui.text.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// One row per server. Where there is room, every parameter has a column; else the weight and its
/// share stand in the row, and what has no room opens below it.
final class ServerTable extends VBox {

    private static final double ROOM_FOR_ALL = 680;
    private static final int NARROW_COLUMNS = 4;

    private final BalancerViewModel model;
    private final Texts texts;
    private final GridPane grid = new GridPane();
    private final VBox errors = new VBox();
    private final List<ServerControls> servers = new ArrayList<>();
    private final Set<String> open = new HashSet<>();
    private boolean wide;

    ServerTable(BalancerViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        getStyleClass().add("server-table");
        grid.getStyleClass().add("table-grid");
        getChildren().add(grid);
        model.form().rows().addListener((ListChangeListener<ServerRow>) _ -> build());
        widthProperty()
                .subscribe(now -> {
                    boolean room = now.doubleValue() >= ROOM_FOR_ALL;
                    if (room != wide) {
                        wide = room;
                        arrange();
                    }
                });
        build();
    }

    private void build() {
        servers.clear();
        for (ServerRow row : model.form().rows()) {
            ServerControls server = new ServerControls(model, row, servers.size() + 1, texts);
            server.details.setSelected(open.contains(row.name()));
            server.details
                    .selectedProperty()
                    .subscribe((before, now) -> {
                        if (now) {
                            open.add(row.name());
                        } else {
                            open.remove(row.name());
                        }
                    });
            servers.add(server);
        }
        arrange();
    }

    /// Why fields can't be read. They stand outside, where they are not scrolled away.
    VBox errors() {
        return errors;
    }

    private void arrange() {
        grid.getChildren().clear();
        errors.getChildren().setAll(servers.stream().map(server -> server.errors).toList());
        grid.getColumnConstraints().setAll(fixed(), slider(), fixed(), share());
        if (servers.isEmpty()) {
            return;
        }
        grid.addRow(
                0,
                head("balancer.server"),
                head("balancer.weight"),
                new Label(),
                head("balancer.share"));
        int row = 1;
        if (wide) {
            for (String key : List.of("max_fails", "fail_timeout", "max_conns", "mode")) {
                grid.getColumnConstraints().add(fixed());
                grid.addRow(0, head("balancer." + key));
            }
        }
        for (ServerControls server : servers) {
            grid.addRow(row++, server.name, server.slider, server.weight, server.share);
            if (wide) {
                grid.addRow(
                        row - 1, server.maxFails, server.failTimeout, server.maxConns, server.mode);
            } else {
                VBox more =
                        new VBox(
                                server.details,
                                Visibility.when(server.details.selectedProperty(), below(server)));
                more.getStyleClass().add("server-more");
                spanning(more, row++);
            }
        }
    }

    private void spanning(Node node, int row) {
        grid.add(node, 0, row, wide ? GridPane.REMAINING : NARROW_COLUMNS, 1);
    }

    private GridPane below(ServerControls server) {
        GridPane below = new GridPane();
        below.getStyleClass().add("server-below");
        below.addRow(
                0,
                Fields.name(texts.get("balancer.max_fails")),
                server.maxFails,
                Fields.name(texts.get("balancer.fail_timeout")),
                server.failTimeout);
        below.addRow(
                1,
                Fields.name(texts.get("balancer.max_conns")),
                server.maxConns,
                Fields.name(texts.get("balancer.mode")),
                server.mode);
        return below;
    }

    private static ColumnConstraints fixed() {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(USE_PREF_SIZE);
        return column;
    }

    private static ColumnConstraints slider() {
        ColumnConstraints slider = new ColumnConstraints();
        slider.setHgrow(Priority.ALWAYS);
        slider.setFillWidth(true);
        return slider;
    }

    private static ColumnConstraints share() {
        ColumnConstraints share = new ColumnConstraints();
        share.setHalignment(HPos.RIGHT);
        share.setMinWidth(62);
        return share;
    }

    private Label head(String key) {
        Label head = new Label(texts.get(key));
        head.getStyleClass().add("table-head");
        head.setMinWidth(USE_PREF_SIZE);
        return head;
    }
}
