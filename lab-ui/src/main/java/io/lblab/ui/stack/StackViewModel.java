package io.lblab.ui.stack;

import io.lblab.stack.LogLine;
import io.lblab.stack.Service;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;

/// What the Stack screen shows beyond the stack itself: the choices of a start, and the logs.
public final class StackViewModel {

    private final ActiveStack stack;
    private final StackOptions options;
    private final ObjectProperty<ShopChoices> shop;
    private final LogTail tail;
    private final ReadOnlyObjectWrapper<@Nullable Map<StackKind, String>> missing =
            new ReadOnlyObjectWrapper<>();
    private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
    private final FilteredList<LogLine> shownLines = new FilteredList<>(lines);
    private final ObjectProperty<@Nullable String> logService = new SimpleObjectProperty<>();
    private final StringProperty logFilter = new SimpleStringProperty("");

    /// @param asked the kind of stack the user asked for; empty lets the lab choose
    public StackViewModel(
            ActiveStack stack, StackOptions options, Optional<StackKind> asked, Tasks tasks) {
        this.stack = stack;
        this.options = options;
        shop = new SimpleObjectProperty<>(options.shop());
        stack.shopProperty()
                .subscribe(found -> {
                    if (found != null) {
                        shop.set(found);
                    }
                });
        tail = new LogTail(tasks);
        stack.adopt(found ->
                tasks.call(stack::missing).onSuccess(known -> chosen(known, asked, found)).start());
        stack.stateProperty()
                .subscribe((before, now) -> {
                    if (now == StackState.STARTING) {
                        lines.clear();
                    }
                });
        logService.subscribe(_ -> filter());
        logFilter.subscribe(_ -> filter());
    }

    /// To be called 10 times a second.
    public void tick() {
        Set<String> running =
                stack.services().stream()
                        .filter(s -> s.state() != Service.State.STOPPED)
                        .map(Service::name)
                        .collect(Collectors.toSet());
        tail.follow(stack.current(), running);
        var fresh = tail.take();
        if (!fresh.isEmpty()) {
            lines.addAll(fresh);
            if (lines.size() > LogTail.KEPT) {
                lines.remove(0, lines.size() - LogTail.KEPT);
            }
        }
    }

    public void start() {
        stack.start(options.withShop(shop.get()));
    }

    /// Where the shop keeps its data: of the stack that runs, else of the next start.
    public ObjectProperty<ShopChoices> shopProperty() {
        return shop;
    }

    /// For each kind that can't run on this machine, one sentence with what mends it; null until it
    /// is known.
    public ReadOnlyObjectProperty<@Nullable Map<StackKind, String>> missingProperty() {
        return missing.getReadOnlyProperty();
    }

    public ActiveStack stack() {
        return stack;
    }

    public ObservableList<LogLine> logLines() {
        return shownLines;
    }

    /// The service whose lines are shown; null for all.
    public ObjectProperty<@Nullable String> logServiceProperty() {
        return logService;
    }

    /// Only lines that contain this, whatever the case.
    public StringProperty logFilterProperty() {
        return logFilter;
    }

    /// The first kind that can run, in the lab's order, unless one was asked for.
    private void chosen(Map<StackKind, String> known, Optional<StackKind> asked, boolean adopted) {
        if (!adopted && stack.stateProperty().get() == StackState.STOPPED) {
            asked.or(() -> stack.kinds().stream().filter(k -> !known.containsKey(k)).findFirst())
                    .ifPresent(stack.kindProperty()::set);
        }
        missing.set(known.isEmpty() ? Map.of() : new EnumMap<>(known));
    }

    private void filter() {
        String service = logService.get();
        String wanted = logFilter.get().strip().toLowerCase(java.util.Locale.ROOT);
        shownLines.setPredicate(line ->
                (service == null || line.service().equals(service))
                        && (wanted.isEmpty()
                                || line.text()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .contains(wanted)));
    }
}
