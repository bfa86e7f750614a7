package io.lblab.ui.distribution;

import io.lblab.distribution.report.RunExport;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The menus of the screen: which run, which one beside it, and as what it is written. Runs are
/// listed when a menu opens, the newest first.
final class RunMenus {

    /// Stored runs that a menu offers; `lab runs` has them all.
    private static final int EARLIER = 15;

    private final DistributionViewModel model;
    private final Texts texts;
    private final Comparison words;
    private final Runnable redraw;
    private final MenuButton runs;
    private final MenuButton duel;
    private final MenuButton export;

    RunMenus(DistributionViewModel model, Texts texts, Comparison words, Runnable redraw) {
        this.model = model;
        this.texts = texts;
        this.words = words;
        this.redraw = redraw;
        runs = menu("choose-run", "", null);
        runs.getStyleClass().add("run-chooser");
        runs.setOnShowing(_ -> listRuns());
        duel = menu("duel-menu", texts.get("duel.menu"), Feather.COLUMNS);
        duel.setTooltip(new Tooltip(texts.get("duel.hint")));
        duel.setOnShowing(_ -> listRivals());
        export = menu("export-menu", texts.get("export.menu"), Feather.DOWNLOAD);
        export.setTooltip(new Tooltip(texts.get("export.hint")));
        listFormats();
    }

    MenuButton runs() {
        return runs;
    }

    MenuButton duel() {
        return duel;
    }

    MenuButton export() {
        return export;
    }

    /// Where there is little room, icons do.
    void compact(boolean narrow) {
        ContentDisplay display = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        duel.setContentDisplay(display);
        export.setContentDisplay(display);
    }

    void showNone() {
        runs.setText(texts.get("distribution.earlier"));
    }

    void show(RunFigures shown) {
        runs.setText(texts.get("distribution.run", shown.number()));
        runs.setAccessibleText(words.inShort(shown));
    }

    private void listRuns() {
        List<MenuItem> items =
                model.runs().all().reversed().stream()
                        .map(run ->
                                item(
                                        "run-" + run.number(),
                                        words.inShort(run) + " · " + words.inAWord(run),
                                        () -> model.show(run.number())))
                        .toList();
        runs.getItems().setAll(items);
        addEarlier(runs, "stored-", model::showStored);
    }

    /// Runs of other days and of the terminal.
    private void addEarlier(MenuButton menu, String id, BiConsumer<Integer, Runnable> choose) {
        List<MenuItem> earlier =
                model.runs().earlier().stream()
                        .limit(EARLIER)
                        .map(run ->
                                item(
                                        id + run.number(),
                                        words.inShort(run),
                                        () -> choose.accept(run.number(), redraw)))
                        .toList();
        if (!earlier.isEmpty() && !menu.getItems().isEmpty()) {
            menu.getItems().add(new SeparatorMenuItem());
        }
        menu.getItems().addAll(earlier);
    }

    private void listRivals() {
        RunFigures shown = model.shown();
        List<MenuItem> items =
                model.runs().all().reversed().stream()
                        .filter(run -> shown == null || run.number() != shown.number())
                        .map(run ->
                                item(
                                        "duel-" + run.number(),
                                        words.inShort(run) + " · " + words.inAWord(run),
                                        () -> model.duel(run.number())))
                        .toList();
        duel.getItems().setAll(items);
        addEarlier(duel, "duel-stored-", model::duelStored);
        if (duel.getItems().isEmpty()) {
            MenuItem none = new MenuItem(texts.get("duel.none"));
            none.setDisable(true);
            duel.getItems().setAll(none);
        }
    }

    private void listFormats() {
        for (RunExport.Format format : RunExport.Format.values()) {
            export.getItems()
                    .add(
                            item(
                                    "export-" + format,
                                    texts.get("export." + format),
                                    () ->
                                            file(format)
                                                    .ifPresent(to ->
                                                            model.export(
                                                                    Optional.of(format), to))));
        }
        export.getItems().add(new SeparatorMenuItem());
        export.getItems()
                .add(
                        item(
                                "export-all",
                                texts.get("export.all"),
                                () ->
                                        folder().ifPresent(
                                                        to -> model.export(Optional.empty(), to))));
    }

    private MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> {
            action.run();
            redraw.run();
        });
        return item;
    }

    private Optional<Path> file(RunExport.Format format) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.get("export.title"));
        chooser.setInitialFileName(format.file());
        return Optional.ofNullable(chooser.showSaveDialog(window())).map(java.io.File::toPath);
    }

    private Optional<Path> folder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.get("export.title"));
        return Optional.ofNullable(chooser.showDialog(window())).map(java.io.File::toPath);
    }

    private Window window() {
        return export.getScene().getWindow();
    }

    private static MenuButton menu(
            String id, String text, @org.jspecify.annotations.Nullable Feather icon) {
        Node graphic = icon == null ? null : new FontIcon(icon);
        MenuButton menu = new MenuButton(text, graphic);
        menu.setId(id);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        if (!text.isEmpty()) {
            menu.setAccessibleText(text);
        }
        return menu;
    }
}
