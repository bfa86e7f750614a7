package io.lblab.ui.balancer;

import io.lblab.forecast.Outlook;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.Balancing;
import io.lblab.nginx.Capabilities;
import io.lblab.nginx.DiffLine;
import io.lblab.nginx.HandEdit;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The draft of a configuration beside the live one. Edits stay until they are applied or
/// discarded, also when nginx stops meanwhile.
public final class BalancerViewModel {

    /// Lines shown around each line that was edited by hand.
    private static final int EDIT_CONTEXT = 3;

    private final LiveNginx nginx;
    private final Texts texts;
    private final BalancingForm form;
    private final ObservableList<DiffLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper warning = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Capabilities>> capabilities =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable HandEdit> edit = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty showsEdit = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Integer> compared = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper blockTitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Outlook>> outlook =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper forecastNote = new ReadOnlyStringWrapper("");
    private String comparedText = "";
    private boolean taken;

    public BalancerViewModel(LiveNginx nginx, Texts texts) {
        this.nginx = nginx;
        this.texts = texts;
        form = new BalancingForm(texts, this::update);
        showsEdit.subscribe(shown -> {
            if (shown) {
                compared.set(null);
            }
            update();
        });
        nginx.liveProperty().subscribe(this::seen);
    }

    /// Brings the draft live.
    public void apply() {
        if (changed.get() && valid.get()) {
            nginx.apply(form.draft(), this::ended);
        }
    }

    /// Brings the draft live over what was edited by hand.
    public void overwrite() {
        if (valid.get()) {
            nginx.overwrite(form.draft(), this::ended);
        }
    }

    /// Makes what was edited by hand a generation.
    public void takeOver() {
        nginx.takeOver(this::ended);
    }

    /// Brings an older generation live again.
    public void bringBack(int generation) {
        nginx.bringBack(generation, this::ended);
    }

    /// Shows what differs between an older generation and what is live; null to end that.
    void compare(@Nullable Integer generation) {
        if (generation == null) {
            compared.set(null);
            update();
            return;
        }
        nginx.text(
                generation,
                text -> {
                    showsEdit.set(false);
                    comparedText = text;
                    compared.set(generation);
                    update();
                });
    }

    /// The generation that is compared with what is live, null while the draft is.
    ReadOnlyObjectProperty<@Nullable Integer> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /// What somebody changed by hand in nginx.conf, null when it is as the lab wrote it.
    ReadOnlyObjectProperty<@Nullable HandEdit> editProperty() {
        return edit.getReadOnlyProperty();
    }

    /// Whether the edit by hand is shown in place of the draft.
    BooleanProperty showsEditProperty() {
        return showsEdit;
    }

    /// What nginx will do with the draft; empty when there is no forecast.
    ReadOnlyObjectProperty<Optional<Outlook>> outlookProperty() {
        return outlook.getReadOnlyProperty();
    }

    /// Which requests the forecast is of, or why there is none, in a sentence.
    ReadOnlyStringProperty forecastNoteProperty() {
        return forecastNote.getReadOnlyProperty();
    }

    private String forecastNote() {
        Strategy strategy = strategy();
        int workers = form.workers().get().count();
        Optional<Outlook> known = outlook.get();
        if (known.isEmpty()) {
            return texts.get(
                    form.isWrong()
                            ? "forecast.wrong"
                            : strategy.isSticky() || strategy instanceof Strategy.LeastTime
                                    ? "forecast.none"
                                    : "forecast.refused");
        }
        if (known.get().next().isEmpty()) {
            return texts.get("forecast.lots");
        }
        return switch (strategy) {
            case Strategy.IpHash _ -> texts.get("forecast.networks");
            case Strategy.Hash _ -> texts.get("forecast.keys");
            default ->
                    workers > 1 && !form.zoneProperty().get()
                            ? texts.get("forecast.perWorker", workers)
                            : texts.get(
                                    strategy instanceof Strategy.LeastConn
                                            ? "forecast.idle"
                                            : "forecast.turns");
        };
    }

    /// What [#lines()] shows, in a few words.
    ReadOnlyStringProperty blockTitleProperty() {
        return blockTitle.getReadOnlyProperty();
    }

    boolean isLive(int generation) {
        LiveConfig live = nginx.live();
        return live != null && live.generation() == generation;
    }

    private void ended(ApplyResult ended) {
        if (ended instanceof ApplyResult.Applied applied) {
            compared.set(null);
            showsEdit.set(false);
            take(new Balancing(applied.upstream(), applied.workers()));
        }
    }

    /// Back to what is live.
    public void discard() {
        LiveConfig live = nginx.live();
        if (live != null) {
            take(live.balancing());
        }
    }

    public LiveNginx nginx() {
        return nginx;
    }

    /// What is edited.
    BalancingForm form() {
        return form;
    }

    /// The strategy of the draft.
    public Strategy strategy() {
        return form.strategy().draft();
    }

    /// Puts a strategy into the draft.
    public void choose(Strategy strategy) {
        form.strategy().take(strategy);
    }

    /// Why nginx would not take the draft, in a sentence; empty when it would. What can't be read
    /// in a field is said there.
    ReadOnlyStringProperty draftProblemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What the draft would do that nobody wants, though nginx takes it; else empty.
    ReadOnlyStringProperty warningProperty() {
        return warning.getReadOnlyProperty();
    }

    /// What this nginx can do; empty while that is not known.
    ReadOnlyObjectProperty<Optional<Capabilities>> capabilitiesProperty() {
        return capabilities.getReadOnlyProperty();
    }

    /// The upstream block as an apply would write it, compared with the live one.
    ObservableList<DiffLine> lines() {
        return lines;
    }

    /// Whether the draft differs from what is live.
    ReadOnlyBooleanProperty changedProperty() {
        return changed.getReadOnlyProperty();
    }

    /// Whether nginx would be given a draft at all: a stack runs and every field makes sense.
    ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /// What is live and what is changed, in a few words.
    ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    private void seen(@Nullable LiveConfig live) {
        edit.set(live == null ? null : live.edit().orElse(null));
        if (edit.get() == null) {
            showsEdit.set(false);
        }
        capabilities.set(nginx.capabilities());
        if (live != null) {
            boolean untouched = !taken || !changed.get();
            boolean otherServers =
                    !live.upstream().servers().stream()
                            .map(Server::name)
                            .toList()
                            .equals(form.rows().stream().map(ServerRow::name).toList());
            boolean byHand = live.edit().filter(HandEdit::ofUpstream).isPresent();
            if (!taken || (untouched && !byHand) || otherServers) {
                take(live.balancing());
                return;
            }
        }
        update();
    }

    private void take(Balancing balancing) {
        taken = true;
        form.take(balancing);
    }

    private void update() {
        LiveConfig live = nginx.live();
        if (live == null || !taken) {
            changed.set(false);
            valid.set(false);
            summary.set("");
            problem.set("");
            warning.set("");
            lines.clear();
            outlook.set(Optional.empty());
            forecastNote.set("");
            return;
        }
        Optional<Balancing> draft = draft();
        boolean fine = problem.get().isEmpty() && !form.isWrong();
        changed.set(!fine || !draft.equals(Optional.of(live.balancing())));
        valid.set(fine);
        warning.set(form.warning().orElse(""));
        outlook.set(form.isWrong() ? Optional.empty() : draft.flatMap(Balancing::outlook));
        forecastNote.set(forecastNote());
        summary.set(summary(live));
        preview(live, draft.orElse(live.balancing()));
    }

    /// The draft, and into [#draftProblemProperty()] why nginx would not take it.
    private Optional<Balancing> draft() {
        try {
            Balancing draft = form.draft();
            problem.set(
                    capabilities.get().flatMap(can -> can.lacking(draft.upstream())).orElse(""));
            return Optional.of(draft);
        } catch (InvalidUpstreamException e) {
            problem.set(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void preview(LiveConfig live, Balancing draft) {
        HandEdit byHand = edit.get();
        Integer old = compared.get();
        if (byHand != null && showsEdit.get()) {
            blockTitle.set(texts.get("balancer.block.edit", byHand.generation()));
            lines.setAll(DiffLine.around(byHand.lines(), EDIT_CONTEXT));
            return;
        }
        if (old != null) {
            blockTitle.set(texts.get("balancer.block.compared", old, live.generation()));
            lines.setAll(DiffLine.between(comparedText, live.text()));
            return;
        }
        blockTitle.set(texts.get("balancer.block"));
        try {
            lines.setAll(
                    DiffLine.between(
                            live.text(),
                            draft.equals(live.balancing()) ? live.text() : nginx.preview(draft)));
        } catch (NginxException | IllegalArgumentException e) {
            problem.set(String.valueOf(e.getMessage()));
            valid.set(false);
        }
    }

    private String summary(LiveConfig live) {
        List<String> parts = form.differences(live.balancing());
        String now = texts.get("balancer.live", live.generation());
        return parts.isEmpty()
                ? now
                : now + " · " + texts.get("balancer.changed", String.join("; ", parts));
    }
}
