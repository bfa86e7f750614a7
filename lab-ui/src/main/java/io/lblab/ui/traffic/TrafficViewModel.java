package io.lblab.ui.traffic;

import io.lblab.distribution.threshold.Threshold;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackState;
import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.file.PlanFile;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.Limits;
import io.lblab.ui.model.Listening;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import io.lblab.ui.traffic.PlanFields.Model;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The plan of a run, where it comes from, and firing it.
public final class TrafficViewModel {

    private final ActiveStack stack;
    private final Runs runs;
    private final Texts texts;
    private final List<Preset> presets = Preset.all();
    private final PlanFields fields;
    private final ObjectProperty<@Nullable Preset> preset = new SimpleObjectProperty<>();
    private final BooleanProperty listens = new SimpleBooleanProperty();
    private final Listening listening;
    private final Limits limits;
    private final ListenFields listenFields;
    private final BooleanBinding firing;
    private String name = "own";

    public TrafficViewModel(
            ActiveStack stack, Runs runs, Limits limits, Listening listening, Texts texts) {
        this.stack = stack;
        this.runs = runs;
        this.limits = limits;
        firing = limits.underWayProperty().or(runs.runningProperty());
        this.listening = listening;
        listenFields = new ListenFields(texts);
        listening
                .problemProperty()
                .subscribe(now -> {
                    if (!now.isEmpty()) {
                        problemProperty().set(now);
                    }
                });
        this.texts = texts;
        fields = new PlanFields(texts, this::edited);
        choose(presets.getFirst());
        stack.kindProperty()
                .subscribe(kind ->
                        fields.viaProperty()
                                .set(
                                        kind == StackKind.LOCAL
                                                ? Via.SOURCE_ADDRESS
                                                : Via.FORWARDED_FOR));
        stack.stateProperty()
                .subscribe(now -> {
                    if (now == StackState.RUNNING
                            && problemProperty().get().equals(texts.get("traffic.noStack"))) {
                        problemProperty().set("");
                    }
                });
    }

    /// Fills the form from a preset.
    void choose(Preset chosen) {
        fields.fill(chosen);
        name = chosen.id();
        listens.set(false);
        preset.set(chosen);
        problemProperty().set("");
    }

    /// Shows listeners in place of a plan, which stays as it is.
    void chooseListeners() {
        listens.set(true);
        preset.set(null);
        problemProperty().set("");
    }

    /// Fills the form from a plan's file; says so when it can't be read.
    void open(Path file) {
        try {
            PlanFile read = PlanFile.read(Files.readString(file));
            Path folder = file.toAbsolutePath().getParent();
            fields.fill(read, folder == null ? file : folder);
            name = read.name() == null ? String.valueOf(file.getFileName()) : read.name();
            listens.set(false);
            preset.set(null);
            problemProperty().set("");
        } catch (InvalidPlanException e) {
            problemProperty().set(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problemProperty().set(texts.get("traffic.cantRead", file, why(e)));
        }
    }

    /// Writes what the form says as a plan's file; says so when it can't.
    void save(Path file) {
        try {
            TrafficPlan plan = fields.draft(name).anywhere();
            List<String> bounds = fields.bounds().stream().map(Threshold::text).toList();
            Files.writeString(file, PlanFile.of(plan, bounds).toJson());
            problemProperty().set(seeks() ? texts.get("limit.notSaved", file) : "");
        } catch (InvalidPlanException e) {
            problemProperty().set(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            problemProperty().set(texts.get("traffic.cantWrite", file, why(e)));
        }
    }

    /// A file system's exception says no more than the file.
    private String why(IOException failure) {
        return texts.get(
                switch (failure) {
                    case NoSuchFileException _ -> "traffic.noFile";
                    case AccessDeniedException _ -> "traffic.notAllowed";
                    case MalformedInputException _ -> "traffic.noText";
                    default -> "traffic.noAccess";
                });
    }

    /// Begins what the screen shows: a run, or listening.
    ///
    /// @return whether it could be tried; else [#problemProperty()] says why not
    public boolean begin() {
        return listens.get() ? listen() : fire();
    }

    /// Ends what the screen shows.
    public void end() {
        if (listens.get()) {
            listening.end();
        } else {
            endFiring();
        }
    }

    /// Ends the run under way, and the search for the limit that it may be part of.
    public void endFiring() {
        limits.stop();
        runs.stop();
    }

    /// Whether what the screen shows is under way.
    public boolean isUnderWay() {
        return listens.get() ? listening.underWayProperty().get() : firing.get();
    }

    /// Whether a run is under way, or a search for the limit, which pauses between its runs.
    public BooleanBinding firing() {
        return firing;
    }

    private boolean listen() {
        if (!stack.isRunning()) {
            problemProperty().set(texts.get("traffic.noStack"));
            return false;
        }
        try {
            problemProperty().set("");
            listening.open(listenFields.plan(fields.viaProperty().get()));
            return true;
        } catch (InvalidPlanException e) {
            problemProperty().set(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// Fires what the form says, at once.
    ///
    /// @return whether it could be tried; else [#problemProperty()] says why not
    public boolean fire() {
        if (!stack.isRunning()) {
            problemProperty().set(texts.get("traffic.noStack"));
            return false;
        }
        try {
            List<Threshold> bounds = fields.bounds();
            PlanDraft draft = fields.draft(name);
            if (seeks()) {
                limits.search(fields.limit().plan(bounds), draft::at);
            } else {
                runs.fire(draft::at, bounds);
            }
            return true;
        } catch (InvalidPlanException e) {
            problemProperty().set(String.valueOf(e.getMessage()));
            return false;
        }
    }

    List<Preset> presets() {
        return presets;
    }

    /// The preset the form still equals; null after an edit.
    ObjectProperty<@Nullable Preset> presetProperty() {
        return preset;
    }

    /// Whether listeners are shown in place of a plan.
    BooleanProperty listensProperty() {
        return listens;
    }

    /// Whether Fire looks for the limit.
    boolean seeks() {
        return fields.modelProperty().get() == Model.LIMIT;
    }

    Limits limits() {
        return limits;
    }

    ListenFields listenFields() {
        return listenFields;
    }

    Listening listening() {
        return listening;
    }

    PlanFields fields() {
        return fields;
    }

    Runs runs() {
        return runs;
    }

    ActiveStack stack() {
        return stack;
    }

    StringProperty problemProperty() {
        return runs.problemProperty();
    }

    private void edited() {
        preset.set(null);
        name = "own";
        problemProperty().set("");
    }
}
