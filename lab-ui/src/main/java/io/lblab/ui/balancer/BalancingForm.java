package io.lblab.ui.balancer;

import io.lblab.nginx.Balancing;
import io.lblab.nginx.Workers;
import io.lblab.ui.text.Texts;
import io.lblab.upstream.InvalidUpstreamException;
import io.lblab.upstream.Server;
import io.lblab.upstream.Server.Mode;
import io.lblab.upstream.Strategy;
import io.lblab.upstream.Upstream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What an apply would change, while it is being edited. Whatever is typed stays, whether nginx
/// would take it or not.
final class BalancingForm {

    private static final int MOST_KEEPALIVE = 10_000;

    private final Texts texts;
    private final Runnable changed;
    private final StrategyForm strategy;
    private final ObservableList<ServerRow> rows = FXCollections.observableArrayList();
    private final BooleanProperty zone = new SimpleBooleanProperty(true);
    private final Typed<Integer> keepalive;
    private final Typed<Workers> workers;
    private String upstreamName = "";
    private boolean taking;

    /// @param changed called after every change
    BalancingForm(Texts texts, Runnable changed) {
        this.texts = texts;
        this.changed = changed;
        strategy = new StrategyForm(texts);
        keepalive =
                Typed.number(
                        1,
                        1,
                        MOST_KEEPALIVE,
                        text -> texts.get("balancer.badKeepalive", text, MOST_KEEPALIVE));
        workers = new Typed<>(new Workers("auto"), this::readWorkers, Workers::text);
        strategy.onChange(this::tell);
        zone.subscribe((before, now) -> tell());
        keepalive.onChange(this::tell);
        workers.onChange(this::tell);
    }

    /// Shows that; tells of one change.
    void take(Balancing balancing) {
        taking = true;
        Upstream upstream = balancing.upstream();
        upstreamName = upstream.name();
        List<ServerRow> fresh = new ArrayList<>();
        for (Server server : upstream.servers()) {
            ServerRow row = new ServerRow(server, texts);
            row.onChange(this::tell);
            fresh.add(row);
        }
        rows.setAll(fresh);
        strategy.take(upstream.strategy());
        zone.set(upstream.zone());
        keepalive.reset(upstream.keepalive());
        workers.reset(balancing.workers());
        taking = false;
        tell();
    }

    /// The draft, with the last values that could be read.
    ///
    /// @throws InvalidUpstreamException when nginx would refuse it, in a sentence
    Balancing draft() {
        List<Server> servers = rows.stream().map(ServerRow::draft).toList();
        refused(strategy.draft(), servers)
                .ifPresent(why -> {
                    throw new InvalidUpstreamException(why);
                });
        return new Balancing(
                new Upstream(upstreamName, strategy.draft(), servers, keepalive.get(), zone.get()),
                workers.get());
    }

    /// Whether something that was typed can't be read; its field says why.
    boolean isWrong() {
        return strategy.isWrong()
                || keepalive.isWrong()
                || workers.isWrong()
                || rows.stream().flatMap(row -> row.fields().stream()).anyMatch(Typed::isWrong);
    }

    /// What differs from what is live, in a few words each.
    List<String> differences(Balancing live) {
        Upstream upstream = live.upstream();
        List<String> words = new ArrayList<>();
        if (!strategy.draft().equals(upstream.strategy())) {
            words.add(texts.get("balancer.changed.strategy"));
        }
        for (ServerRow row : rows) {
            upstream.servers().stream()
                    .filter(server -> server.name().equals(row.name()))
                    .map(row::differences)
                    .filter(keys -> !keys.isEmpty())
                    .map(keys -> keys.stream().map(texts::get).collect(Collectors.joining(", ")))
                    .map(what -> texts.get("balancer.changed.of", what, row.name()))
                    .forEach(words::add);
        }
        if (zone.get() != upstream.zone()) {
            words.add(texts.get("balancer.changed.zone"));
        }
        if (!Objects.equals(keepalive.get(), upstream.keepalive())) {
            words.add(texts.get("balancer.changed.keepalive"));
        }
        if (!workers.get().equals(live.workers())) {
            words.add(texts.get("balancer.changed.workers"));
        }
        return words;
    }

    /// What would be loaded, and yet serve nobody.
    Optional<String> warning() {
        return rows.stream().noneMatch(row -> serves(row.modeProperty().get()))
                ? Optional.of(texts.get("balancer.warning.allDown"))
                : Optional.empty();
    }

    /// The share that the weights give this row, 0–1; empty for one that takes no turns.
    Optional<Double> share(ServerRow row) {
        int total =
                rows.stream()
                        .filter(each -> each.modeProperty().get() == Mode.UP)
                        .mapToInt(each -> each.weight().get())
                        .sum();
        return row.modeProperty().get() == Mode.UP
                ? Optional.of((double) row.weight().get() / total)
                : Optional.empty();
    }

    StrategyForm strategy() {
        return strategy;
    }

    ObservableList<ServerRow> rows() {
        return rows;
    }

    BooleanProperty zoneProperty() {
        return zone;
    }

    Typed<Integer> keepalive() {
        return keepalive;
    }

    Typed<Workers> workers() {
        return workers;
    }

    private void tell() {
        if (!taking) {
            changed.run();
        }
    }

    private Workers readWorkers(String text) {
        try {
            return new Workers(text);
        } catch (InvalidUpstreamException e) {
            throw new InvalidUpstreamException(
                    texts.get("balancer.badWorkers", text, Workers.MOST), e);
        }
    }

    private static boolean serves(Mode mode) {
        return mode == Mode.UP || mode == Mode.BACKUP;
    }

    /// Why nginx would refuse these together, in this language.
    private Optional<String> refused(Strategy method, List<Server> servers) {
        for (Server server : servers) {
            if (server.mode() == Mode.BACKUP && !method.takesBackups()) {
                return Optional.of(
                        texts.get("balancer.refused.backup", method.id(), server.name()));
            }
            if (server.mode() == Mode.DRAIN && !method.isSticky()) {
                return Optional.of(texts.get("balancer.refused.drain", server.name()));
            }
        }
        return servers.stream().allMatch(server -> server.mode() == Mode.BACKUP)
                ? Optional.of(texts.get("balancer.refused.backups"))
                : Optional.empty();
    }
}
