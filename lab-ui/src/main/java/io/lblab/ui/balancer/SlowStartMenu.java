package io.lblab.ui.balancer;

import io.lblab.ui.text.Texts;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Starts what open-source nginx has no parameter for: a share that rises in steps.
final class SlowStartMenu extends MenuButton {

    private static final List<Duration> OVER =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final BalancerViewModel model;
    private final Texts texts;

    SlowStartMenu(BalancerViewModel model, Texts texts) {
        super(texts.get("balancer.slowStart"), new FontIcon(Feather.TRENDING_UP));
        this.model = model;
        this.texts = texts;
        setId("slow-start");
        setMinWidth(USE_PREF_SIZE);
        setTooltip(new Tooltip(texts.get("balancer.about.slowStart")));
        disableProperty()
                .bind(
                        model.nginx()
                                .applyingProperty()
                                .or(model.nginx().risingProperty().isNotNull()));
        setOnShowing(_ -> fill());
        fill();
    }

    private void fill() {
        getItems()
                .setAll(
                        model.form().rows().stream()
                                .flatMap(row -> OVER.stream().map(over -> item(row.name(), over)))
                                .toList());
        if (getItems().isEmpty()) {
            getItems().add(new MenuItem()); // an empty menu would not open
        }
    }

    private MenuItem item(String server, Duration over) {
        MenuItem item = new MenuItem(texts.get("balancer.slowStart.of", server, over.toSeconds()));
        item.setId("slow-start-" + server + "-" + over.toSeconds());
        item.setOnAction(_ -> model.nginx().slowStart(server, over));
        return item;
    }
}
