package io.lblab.ui.balancer;

import io.lblab.nginx.ApplyResult;
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
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The draft of an upstream beside the live one. Edits stay until they are applied or discarded,
/// also when nginx stops meanwhile.
public final class BalancerViewModel {

    private final LiveNginx nginx;
    private final Texts texts;
    private final ObjectProperty<Strategy> strategy =
            new SimpleObjectProperty<>(new Strategy.RoundRobin());
    private final ObservableList<ServerRow> rows = FXCollections.observableArrayList();
    private final ObservableList<DiffLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper changed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
    private @Nullable Upstream base;

    public BalancerViewModel(LiveNginx nginx, Texts texts) {
        this.nginx = nginx;
        this.texts = texts;
        strategy.subscribe(_ -> update());
        nginx.liveProperty().subscribe(this::seen);
    }

    /// Brings the draft live.
    public void apply() {
        Upstream draft = draft();
        if (draft != null && changed.get() && valid.get()) {
            nginx.apply(
                    draft,
                    ended -> {
                        if (ended instanceof ApplyResult.Applied applied) {
                            take(applied.upstream());
                        }
                    });
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
        if (live != null) {
            boolean untouched = base == null || !changed.get();
            boolean otherServers =
                    !names(live.upstream())
                            .equals(rows.stream().map(r -> r.server().name()).toList());
            if (untouched || otherServers) {
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
            return;
        }
        boolean errors = rows.stream().anyMatch(r -> !r.errorProperty().get().isEmpty());
        changed.set(errors || !draft.equals(live.upstream()));
        valid.set(!errors);
        summary.set(summary(live, draft));
        preview(live, draft);
    }

    private void preview(LiveConfig live, Upstream draft) {
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
