package io.lblab.ui.distribution;

import io.lblab.distribution.ReportException;
import io.lblab.distribution.report.RunExport;
import io.lblab.distribution.report.RunReport;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.Problems;
import io.lblab.ui.model.RunFigures;
import io.lblab.ui.model.RunHistory;
import io.lblab.ui.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// Which run is shown, which one beside it, and what becomes of an export.
final class DistributionViewModel {

    private final RunHistory runs;
    private final BiConsumer<Integer, Runnable> load;
    private final StringProperty problem;
    private final Texts texts;
    private final Tasks tasks;
    private final StringProperty written = new SimpleStringProperty("");

    /// The run that was chosen; 0 = the newest, whichever that is.
    private int chosen;

    /// The run beside it; 0 = none.
    private int beside;

    private int newest;

    /// @param problem where it is said when an export fails
    /// @param load reads a stored run into the history, then calls back
    DistributionViewModel(
            RunHistory runs,
            BiConsumer<Integer, Runnable> load,
            StringProperty problem,
            Texts texts,
            Tasks tasks) {
        this.runs = runs;
        this.load = load;
        this.problem = problem;
        this.texts = texts;
        this.tasks = tasks;
    }

    RunHistory runs() {
        return runs;
    }

    /// Where the last export went; empty when there was none or it was read.
    StringProperty writtenProperty() {
        return written;
    }

    /// The run to show; null before the first.
    @Nullable RunFigures shown() {
        RunFigures now = runs.newest();
        if (chosen == 0) {
            return now;
        }
        Optional<RunFigures> older = runs.ofNumber(chosen);
        return older.isPresent() ? older.get() : now;
    }

    /// The run to show beside it; empty without a duel.
    Optional<RunFigures> rival() {
        RunFigures shown = shown();
        return shown == null || beside == 0
                ? Optional.empty()
                : runs.ofNumber(beside).filter(run -> run.number() != shown.number());
    }

    /// To be called before drawing: a new run is shown as soon as it begins.
    void tick() {
        RunFigures now = runs.newest();
        if (now != null && now.number() != newest) {
            newest = now.number();
            chosen = 0;
            if (beside == newest) {
                beside = 0;
            }
        }
    }

    void show(int number) {
        RunFigures now = runs.newest();
        chosen = now != null && now.number() == number ? 0 : number;
    }

    /// Shows a run of the archive, as soon as it is read.
    void showStored(int number, Runnable then) {
        load.accept(
                number,
                () -> {
                    chosen = number;
                    then.run();
                });
    }

    /// Sets a run of the archive beside the one shown, as soon as it is read.
    void duelStored(int number, Runnable then) {
        load.accept(
                number,
                () -> {
                    beside = number;
                    then.run();
                });
    }

    /// Sets another run beside the one shown.
    void duel(int number) {
        beside = number;
    }

    void endDuel() {
        beside = 0;
    }

    /// Writes what is shown, in a duel both runs, into a file, or with no format every format into
    /// a folder.
    void export(Optional<RunExport.Format> format, Path to) {
        RunFigures shown = shown();
        if (shown == null) {
            return;
        }
        List<RunReport> reports =
                rival().map(other -> List.of(shown.report(), other.report()))
                        .orElse(List.of(shown.report()));
        String title = String.join(" and ", reports.stream().map(RunReport::title).toList());
        written.set("");
        problem.set("");
        tasks.call(() -> write(format, title, reports, to))
                .onSuccess(path -> written.set(texts.get("export.written", path)))
                .onError(failure -> problem.set(Problems.sentence(failure)))
                .start();
    }

    private static Path write(
            Optional<RunExport.Format> format, String title, List<RunReport> reports, Path to)
            throws ReportException {
        RunExport export = new RunExport();
        if (format.isPresent()) {
            export.writeOne(format.get(), title, reports, to);
        } else {
            export.write(title, reports, to);
        }
        return to.toAbsolutePath();
    }
}
