package io.lblab.ui.balancer;

import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.LiveNginx.Rising;
import io.lblab.ui.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says how far a slow start is; not there otherwise.
final class RisingNotice extends HBox {

    RisingNotice(LiveNginx nginx, Texts texts) {
        getStyleClass().addAll("notice", "notice-calm");
        setId("rising");
        Label text = new Label();
        text.setId("rising-text");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        ProgressBar progress = new ProgressBar(0);
        progress.setMinWidth(USE_PREF_SIZE);
        nginx.risingProperty()
                .subscribe(rising -> {
                    text.setText(words(rising, texts));
                    progress.setProgress(
                            rising == null ? 0 : 1.0 * rising.step().number() / rising.step().of());
                });
        Button hurry =
                Buttons.plain(
                        "rising-hurry",
                        texts.get("rising.hurry"),
                        Feather.FAST_FORWARD,
                        () -> {
                            Rising now = nginx.risingProperty().get();
                            if (now != null) {
                                now.starter().hurry();
                            }
                        });
        getChildren().addAll(new FontIcon(Feather.TRENDING_UP), text, progress, hurry);
        Visibility.when(nginx.risingProperty().isNotNull(), this);
    }

    private static String words(@Nullable Rising rising, Texts texts) {
        return rising == null
                ? ""
                : texts.get(
                        "rising.step", rising.server(), rising.step().number(), rising.step().of());
    }
}
