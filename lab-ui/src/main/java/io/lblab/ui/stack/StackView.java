package io.lblab.ui.stack;

import io.lblab.stack.Service;
import io.lblab.stack.StackState;
import io.lblab.ui.fx.Buttons;
import io.lblab.ui.fx.Card;
import io.lblab.ui.fx.Header;
import io.lblab.ui.fx.Notice;
import io.lblab.ui.fx.Screen;
import io.lblab.ui.fx.Visibility;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import io.lblab.ui.theme.Theme;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The Stack screen.
public final class StackView implements Screen {

    private final StackViewModel model;
    private final ActiveStack stack;
    private final LiveNginx nginx;
    private final Runs runs;
    private final Texts texts;
    private final Topology topology;
    private final TopologyView picture;
    private final VBox root;

    /// @param browse opens an address in the browser
    public StackView(
            StackViewModel model,
            LiveNginx nginx,
            Runs runs,
            Texts texts,
            Theme theme,
            Runnable askToStop,
            Consumer<String> browse) {
        this.model = model;
        this.stack = model.stack();
        this.nginx = nginx;
        this.runs = runs;
        this.texts = texts;
        topology = new Topology(texts);
        ServiceMenu menu =
                new ServiceMenu(stack, texts, name -> model.logServiceProperty().set(name));
        picture = new TopologyView(theme.palette(), menu::attach);
        theme.schemeProperty().subscribe(_ -> picture.setPalette(theme.palette()));

        BooleanBinding running = stack.stateProperty().isEqualTo(StackState.RUNNING);
        BooleanBinding stopped = stack.stateProperty().isEqualTo(StackState.STOPPED);
        Button open =
                Visibility.when(
                        running,
                        Buttons.plain(
                                "open-shop",
                                texts.get("stack.open"),
                                Feather.EXTERNAL_LINK,
                                () ->
                                        entry().ifPresent(e ->
                                                browse.accept("http://" + e + "/shop"))));
        Button stop =
                Visibility.when(
                        running,
                        Buttons.plain("stop", texts.get("stack.stop"), Feather.SQUARE, askToStop));

        StackPane stage = new StackPane();
        stage.getChildren()
                .addAll(
                        Visibility.when(stopped, new EngineCards(model, texts)),
                        Visibility.when(
                                running.not().and(stopped.not()),
                                new ProgressList(stack.progress())),
                        Visibility.when(running, picture));
        Card system =
                Card.filling(texts.get("stack.topology"), stage)
                        .withTools(new ShopChoicesBar(model, texts));
        system.setMinHeight(290);
        VBox.setVgrow(system, Priority.ALWAYS);
        Card logs = Visibility.when(stopped.not(), logs(theme));
        logs.setPrefHeight(210);
        logs.setMinHeight(150);
        VBox.setVgrow(logs, Priority.SOMETIMES);

        root =
                new VBox(
                        new Header(texts.get("stack.title"), about(), open, stop)
                                .withBadge(badge()),
                        new Notice(stack.problemProperty(), texts.get("dismiss")),
                        system,
                        logs);
        root.getStyleClass().add("screen");
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void activate() {
        tick();
    }

    @Override
    public void deactivate() {
        picture.stopAnimation();
    }

    @Override
    public void tick() {
        picture.show(
                topology.nodes(
                        stack.services(), nginx.live(), runs.rates(), Set.copyOf(stack.busy())),
                runs.rates());
    }

    private Optional<String> entry() {
        return stack.services().stream()
                .filter(s -> s.role() == Service.Role.BALANCER)
                .flatMap(s -> s.endpoints().stream())
                .findFirst();
    }

    private Label badge() {
        Label badge = new Label();
        badge.setId("stack-state");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.getStyleClass().add("badge");
        stack.stateProperty()
                .subscribe(now -> {
                    badge.setText(texts.get("state." + now));
                    badge.getStyleClass().removeIf(c -> c.startsWith("badge-"));
                    badge.getStyleClass()
                            .add(now == StackState.RUNNING ? "badge-good" : "badge-plain");
                });
        return badge;
    }

    private StringBinding about() {
        return Bindings.createStringBinding(
                () -> {
                    StringBuilder about =
                            new StringBuilder(texts.get("engine." + stack.kindProperty().get()));
                    Duration took = stack.startTookProperty().get();
                    if (took != null) {
                        about.append(" · ")
                                .append(texts.get("stack.took", texts.numbers().duration(took)));
                    }
                    entry().ifPresent(e -> about.append(" · ").append(texts.get("stack.at", e)));
                    return about.toString();
                },
                stack.kindProperty(),
                stack.startTookProperty(),
                stack.services());
    }

    private Card logs(Theme theme) {
        ComboBox<String> service = new ComboBox<>();
        service.setId("log-service");
        service.getStyleClass().add("small");
        service.setAccessibleText(texts.get("logs.service"));
        String all = texts.get("logs.all");
        stack.services()
                .subscribe(() -> {
                    String chosen = service.getValue();
                    service.getItems().setAll(all);
                    stack.services().forEach(s -> service.getItems().add(s.name()));
                    service.setValue(service.getItems().contains(chosen) ? chosen : all);
                });
        service.setValue(all);
        service.valueProperty()
                .subscribe(now ->
                        model.logServiceProperty()
                                .set(now == null || now.equals(all) ? null : now));
        model.logServiceProperty().subscribe(now -> service.setValue(now == null ? all : now));
        TextField filter = new TextField();
        filter.setId("log-filter");
        filter.getStyleClass().add("small");
        filter.setPromptText(texts.get("logs.filter"));
        filter.setAccessibleText(texts.get("logs.filter"));
        filter.setPrefColumnCount(14);
        model.logFilterProperty().bind(filter.textProperty());
        LogList list = new LogList(model.logLines(), theme);
        Label none = new Label(texts.get("logs.none"));
        none.getStyleClass().add("empty-text");
        list.setPlaceholder(none);
        list.setAccessibleText(texts.get("logs.title"));
        list.setMinHeight(80);
        return Card.filling(texts.get("logs.title"), list).withTools(service, filter);
    }
}
