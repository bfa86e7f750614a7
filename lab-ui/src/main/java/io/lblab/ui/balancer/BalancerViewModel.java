package io.lblab.ui.balancer;

import io.lblab.forecast.Outlook;
import io.lblab.nginx.ApplyResult;
import io.lblab.nginx.DiffLine;
import io.lblab.nginx.HandEdit;
import io.lblab.nginx.LiveConfig;
import io.lblab.nginx.NginxException;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The draft of an upstream beside the live one. Edits stay until they are applied or discarded,
/// also when nginx stops meanwhile.
public final class BalancerViewModel {

    /// Lines shown around each line that was edited by hand.
    private static final int EDIT_CONTEXT = 3;

    private final LiveNginx nginx;
    private final Texts texts;
    private final ObjectProperty<Strategy> strategy =
            new SimpleObjectProperty<>(new Strategy.RoundRobin());
    private final ObservableList<ServerRow> rows = FXCollections.observableArrayList();
    private final ObservableList<DiffLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable HandEdit> edit = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty showsEdit = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<@Nullable Integer> compared = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper blockTitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Outlook>> outlook =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private String comparedBlock = "";
    private @Nullable Upstream base;

    public BalancerViewModel(LiveNginx nginx, Texts texts) {
        this.nginx = nginx;
        this.texts = texts;
        strategy.subscribe(_ -> update());
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
        Upstream draft = draft();
        if (draft != null && changed.get() && valid.get()) {
            nginx.apply(draft, this::ended);
        }
    }

    /// Brings the draft live over what was edited by hand.
    public void overwrite() {
        Upstream draft = draft();
        if (draft != null && valid.get()) {
            nginx.overwrite(draft, this::ended);
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
        nginx.block(
                generation,
                block -> {
                    showsEdit.set(false);
                    comparedBlock = block;
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

    /// The key of the sentence that says which requests the forecast is of.
    String forecastNote() {
        return switch (strategy.get()) {
            case Strategy.IpHash _ -> "forecast.networks";
            case Strategy.Hash _ -> "forecast.keys";
            case Strategy.LeastConn _ -> "forecast.idle";
            default -> "forecast.turns";
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
            take(applied.upstream());
        }
    }

    /// Back to what is live.
    public void discard() {
        LiveConfig live = nginx.live();
        if (live != null) {
            take(live.upstream());
        }
    }

    public LiveNginx nginx() {
        return nginx;
    }

    public ObjectProperty<Strategy> strategyProperty() {
        return strategy;
    }

    ObservableList<ServerRow> rows() {
        return rows;
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

    /// The share that the weights give this row, 0–1.
    double share(ServerRow row) {
        int total = rows.stream().mapToInt(r -> r.weightProperty().get()).sum();
        return (double) row.weightProperty().get() / total;
    }

    private void seen(@Nullable LiveConfig live) {
        edit.set(live == null ? null : live.edit().orElse(null));
        if (edit.get() == null) {
            showsEdit.set(false);
        }
        if (live != null) {
            boolean untouched = base == null || !changed.get();
            boolean otherServers =
                    !names(live.upstream())
                            .equals(rows.stream().map(r -> r.server().name()).toList());
            boolean byHand = live.edit().filter(HandEdit::ofUpstream).isPresent();
            if (base == null || (untouched && !byHand) || otherServers) {
                take(live.upstream());
                return;
            }
        }
        update();
    }

    private void take(Upstream upstream) {
        base = upstream;
        List<ServerRow> fresh = new ArrayList<>();
        for (Server server : upstream.servers()) {
            ServerRow row = new ServerRow(server, texts);
            row.typedProperty().subscribe((before, now) -> update());
            row.weightProperty().subscribe((before, now) -> update());
            fresh.add(row);
        }
        rows.setAll(fresh);
        strategy.set(upstream.strategy());
        update();
    }

    private @Nullable Upstream draft() {
        Upstream from = base;
        if (from == null) {
            return null;
        }
        return from.withStrategy(strategy.get())
                .withWeights(
                        rows.stream()
                                .collect(
                                        Collectors.toMap(
                                                r -> r.server().name(),
                                                r -> r.weightProperty().get())));
    }

    private void update() {
        LiveConfig live = nginx.live();
        Upstream draft = draft();
        if (live == null || draft == null) {
            changed.set(false);
            valid.set(false);
            summary.set("");
            lines.clear();
            outlook.set(Optional.empty());
            return;
        }
        boolean errors = rows.stream().anyMatch(r -> !r.errorProperty().get().isEmpty());
        changed.set(errors || !draft.equals(live.upstream()));
        valid.set(!errors);
        outlook.set(errors ? Optional.empty() : Outlook.of(draft));
        summary.set(summary(live, draft));
        preview(live, draft);
    }

    private void preview(LiveConfig live, Upstream draft) {
        HandEdit byHand = edit.get();
        Integer old = compared.get();
        if (byHand != null && showsEdit.get()) {
            blockTitle.set(texts.get("balancer.block.edit", byHand.generation()));
            lines.setAll(DiffLine.around(byHand.lines(), EDIT_CONTEXT));
            return;
        }
        if (old != null) {
            blockTitle.set(texts.get("balancer.block.compared", old, live.generation()));
            lines.setAll(DiffLine.between(comparedBlock, live.upstreamBlock()));
            return;
        }
        blockTitle.set(texts.get("balancer.block"));
        try {
            lines.setAll(
                    DiffLine.between(
                            live.upstreamBlock(),
                            draft.equals(live.upstream())
                                    ? live.upstreamBlock()
                                    : nginx.preview(draft)));
        } catch (NginxException | InvalidUpstreamException e) {
            nginx.problemProperty().set(String.valueOf(e.getMessage()));
            valid.set(false);
        }
    }

    private String summary(LiveConfig live, Upstream draft) {
        List<String> parts = new ArrayList<>();
        if (!draft.strategy().equals(live.upstream().strategy())) {
            parts.add(texts.get("balancer.changed.strategy"));
        }
        for (int i = 0; i < draft.servers().size(); i++) {
            Server wanted = draft.servers().get(i);
            if (!live.upstream().servers().contains(wanted)) {
                parts.add(texts.get("balancer.changed.weight", wanted.name()));
            }
        }
        String now = texts.get("balancer.live", live.generation());
        return parts.isEmpty()
                ? now
                : now + " · " + texts.get("balancer.changed", String.join(", ", parts));
    }

    private static List<String> names(Upstream upstream) {
        return upstream.servers().stream().map(Server::name).toList();
    }
}
