package io.lblab.ui.balancer;

import io.lblab.nginx.Generation;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.Server;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Every generation that was live, newest first: to be compared with what is live, or brought back.
final class HistoryList extends VBox {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final BalancerViewModel model;
    private final Texts texts;

    HistoryList(BalancerViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("history");
        getStyleClass().add("history");
        model.nginx().generations().addListener((ListChangeListener<Generation>) _ -> build());
        model.comparedProperty().subscribe(_ -> build());
        model.nginx().liveProperty().subscribe((_, _) -> build());
    }

    private void build() {
        List<Node> rows = new ArrayList<>();
        for (Generation each : model.nginx().generations()) {
            rows.add(row(each));
        }
        getChildren().setAll(rows);
    }

    private HBox row(Generation generation) {
        Label number = new Label(String.valueOf(generation.number()));
        number.getStyleClass().add("history-number");
        number.setMinWidth(26);
        Label what =
                new Label(
                        generation.upstream().strategy().id()
                                + " "
                                + generation.upstream().servers().stream()
                                        .map(Server::weight)
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(":")));
        what.getStyleClass().add("strong");
        Label when =
                new Label(
                        TIME.format(generation.at())
                                + " · "
                                + texts.get("origin." + generation.origin()));
        when.getStyleClass().add("muted");
        VBox words = new VBox(what, when);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(10, number, words);
        row.getStyleClass().add("history-row");
        if (model.isLive(generation.number())) {
            Label live = new Label(texts.get("history.live"));
            live.getStyleClass().add("history-live");
            live.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(live);
        } else {
            row.getChildren().addAll(compare(generation.number()), back(generation.number()));
        }
        return row;
    }

    private ToggleButton compare(int generation) {
        ToggleButton compare = new ToggleButton(null, new FontIcon(Feather.COLUMNS));
        compare.setTooltip(new Tooltip(texts.get("history.compare")));
        compare.setAccessibleText(texts.get("history.compare") + " " + generation);
        compare.setId("compare-" + generation);
        compare.getStyleClass().addAll("small", "button-icon");
        compare.setMinWidth(Region.USE_PREF_SIZE);
        Integer compared = model.comparedProperty().get();
        compare.setSelected(compared != null && compared == generation);
        compare.setOnAction(_ -> model.compare(compare.isSelected() ? generation : null));
        return compare;
    }

    private Button back(int generation) {
        Button back = new Button(texts.get("history.back"), new FontIcon(Feather.CORNER_UP_LEFT));
        back.setId("back-" + generation);
        back.getStyleClass().add("small");
        back.setMinWidth(Region.USE_PREF_SIZE);
        back.disableProperty().bind(model.nginx().applyingProperty());
        back.setOnAction(_ -> model.bringBack(generation));
        return back;
    }
}
