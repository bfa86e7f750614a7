package io.lblab.ui.traffic;

import io.lblab.distribution.limit.LimitPlan;
import io.lblab.distribution.threshold.Threshold;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.DataRows;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.Load;
import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.Skew;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.traffic.file.PlanFile;
import io.lblab.ui.text.Texts;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// A plan as it is typed, and reading it.
final class PlanFields {

    /// The same seed draws the same clients and requests, so that two runs can be compared.
    private static final long SEED = 42;

    private static final Pattern NUMBER_AND_TIME =
            Pattern.compile("(.*[0-9]),?\\s+([0-9.]+(?:ms|s|m|h))");

    /// How requests are spread over time.
    enum Model {
        CLOSED,
        OPEN,
        /// Rising until a bound breaks.
        LIMIT
    }

    private final TypedNumbers numbers;
    private final Runnable edited;
    private final ObservableList<MixRow> mix = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<DataRows>> data =
            new SimpleObjectProperty<>(Optional.empty());
    private final BooleanProperty cookies = new SimpleBooleanProperty();
    private final ObjectProperty<Model> model = new SimpleObjectProperty<>(Model.CLOSED);
    private final StringProperty rate = new SimpleStringProperty("200");
    private final StringProperty duration = new SimpleStringProperty("30s");
    private final ObjectProperty<Arrivals> arrivals = new SimpleObjectProperty<>(Arrivals.EVEN);
    private final StringProperty requests = new SimpleStringProperty("");
    private final StringProperty concurrency = new SimpleStringProperty("");
    private final StringProperty think = new SimpleStringProperty("0 ms");
    private final StringProperty clients = new SimpleStringProperty("1");
    private final StringProperty networks = new SimpleStringProperty("");
    private final BooleanProperty keepAlive = new SimpleBooleanProperty(true);
    private final ObjectProperty<Via> via = new SimpleObjectProperty<>(Via.SOURCE_ADDRESS);
    private final StringProperty skew = new SimpleStringProperty("uniform");
    private final StringProperty seed = new SimpleStringProperty(String.valueOf(SEED));
    private final StringProperty thresholds = new SimpleStringProperty("");
    private final LimitFields limit;
    private boolean filling;

    /// @param edited called whenever somebody changes something
    PlanFields(Texts texts, Runnable edited) {
        numbers = new TypedNumbers(texts);
        limit = new LimitFields(numbers);
        this.edited = edited;
        Stream.of(requests, concurrency, think, clients, networks, rate, duration, skew, seed)
                .forEach(this::watch);
        model.subscribe((before, now) -> changed());
        cookies.subscribe((before, now) -> changed());
        keepAlive.subscribe((before, now) -> changed());
        mix.addListener(
                (ListChangeListener<MixRow>)
                        change -> {
                            while (change.next()) {
                                change.getAddedSubList().forEach(this::watchRow);
                            }
                            changed();
                        });
    }

    private void watchRow(MixRow row) {
        watch(row.weightProperty());
        watch(row.methodProperty());
        watch(row.pathProperty());
        watch(row.bodyProperty());
    }

    private void watch(StringProperty field) {
        field.subscribe((before, now) -> changed());
    }

    private void changed() {
        if (!filling) {
            edited.run();
        }
    }

    /// Takes over a preset.
    void fill(Preset preset) {
        filling = true;
        show(preset.mix(), preset.journeys());
        data.set(preset.data());
        cookies.set(false);
        model.set(Model.CLOSED);
        requests.set(String.valueOf(preset.requests()));
        concurrency.set(String.valueOf(preset.concurrency()));
        think.set("0 ms");
        clients.set(String.valueOf(preset.clients()));
        networks.set("");
        keepAlive.set(true);
        skew.set("uniform");
        filling = false;
    }

    /// Takes over a plan's file.
    ///
    /// @param folder where it is, for its data
    /// @throws InvalidPlanException when its data can't be read; nothing is changed then
    void fill(PlanFile file, Path folder) {
        Optional<DataRows> rows = file.rows(folder);
        List<WeightedRequest> plain = file.requests();
        List<Journey> journeys = file.journeys();
        Load load = file.load();
        filling = true;
        show(plain, journeys);
        data.set(rows);
        cookies.set(Boolean.TRUE.equals(file.cookies()));
        switch (load) {
            case Load.Open open -> {
                model.set(Model.OPEN);
                rate.set(LoadText.of(open));
                arrivals.set(open.arrivals());
            }
            case Load.Closed closed -> {
                model.set(Model.CLOSED);
                requests.set(end(closed.until()));
                concurrency.set(String.valueOf(closed.clients()));
                think.set(closed.think().toMillis() + " ms");
            }
        }
        clients.set(String.valueOf(file.clients() == null ? 1 : file.clients()));
        networks.set(file.networks() == null ? "" : String.valueOf(file.networks()));
        keepAlive.set(!file.freshConnections());
        skew.set(file.skew() == null ? "uniform" : file.skew());
        seed.set(String.valueOf(file.seed() == null ? 1 : file.seed()));
        thresholds.set(String.join(", ", file.bounds()));
        filling = false;
    }

    /// `1000`, `30s`, or `1000, 30s` for whichever comes first.
    private static String end(Load.Until until) {
        Stream<String> number =
                until.requests().isPresent()
                        ? Stream.of(String.valueOf(until.requests().getAsLong()))
                        : Stream.empty();
        return Stream.concat(number, until.time().map(LoadText::of).stream())
                .collect(Collectors.joining(", "));
    }

    private void show(List<WeightedRequest> plain, List<Journey> journeys) {
        mix.setAll(
                Stream.concat(plain.stream().map(MixRow::of), journeys.stream().map(MixRow::of))
                        .toList());
    }

    /// What is typed now.
    ///
    /// @throws InvalidPlanException with the sentence to show
    PlanDraft draft(String name) {
        boolean alone = mix.size() == 1;
        int addresses = numbers.from1To(ClientPool.MAX_ADDRESSES, clients.get(), "traffic.clients");
        return new PlanDraft(
                name,
                mix.stream()
                        .filter(row -> row.journey().isEmpty())
                        .map(row -> row.toRequest(alone))
                        .toList(),
                mix.stream()
                        .filter(row -> row.journey().isPresent())
                        .map(MixRow::toJourney)
                        .toList(),
                data.get(),
                cookies.get(),
                load(),
                addresses,
                networks.get().isBlank()
                        ? addresses
                        : numbers.from1To(addresses, networks.get(), "traffic.networks"),
                keepAlive.get(),
                via.get(),
                Skew.parse(skew.get()),
                numbers.seed(seed.get()));
    }

    /// The bounds that the run is held to.
    ///
    /// @throws InvalidPlanException with the sentence to show
    List<Threshold> bounds() {
        return Arrays.stream(thresholds.get().split(",", -1))
                .map(String::strip)
                .filter(bound -> !bound.isEmpty())
                .map(Threshold::parse)
                .toList();
    }

    /// How it is spread over time; of a search for the limit, its first run.
    ///
    /// @throws InvalidPlanException with the sentence to show
    Load load() {
        return switch (model.get()) {
            case CLOSED -> closed();
            case OPEN -> open();
            case LIMIT -> {
                LimitPlan search = limit.plan(bounds());
                yield search.load(search.from());
            }
        };
    }

    private Load.Open open() {
        // Stages have times of their own.
        boolean stages = rate.get().contains(":");
        return LoadText.open(
                rate.get(),
                stages ? Optional.empty() : Optional.of(duration.get()),
                arrivals.get(),
                LoadText.IN_FLIGHT);
    }

    private Load.Closed closed() {
        return new Load.Closed(
                numbers.from1To(
                        TrafficPlan.MAX_CONCURRENCY, concurrency.get(), "traffic.concurrency"),
                LoadText.time(thinkTime()),
                until(requests.get().strip()));
    }

    private Load.Until until(String typed) {
        Matcher both = NUMBER_AND_TIME.matcher(typed);
        if (both.matches()) {
            return new Load.Until(
                    OptionalLong.of(number(both.group(1))),
                    Optional.of(LoadText.time(both.group(2))));
        }
        return typed.matches(".*[a-z]")
                ? Load.Until.time(LoadText.time(typed))
                : Load.Until.requests(number(typed));
    }

    private int number(String typed) {
        return numbers.from1To(TrafficPlan.MAX_REQUESTS, typed, "traffic.requests");
    }

    /// A bare number counts milliseconds here.
    private String thinkTime() {
        String typed = think.get().replaceAll("\\s", "");
        return typed.isEmpty() ? "0" : typed.matches("[0-9]+") ? typed + "ms" : typed;
    }

    ObservableList<MixRow> mix() {
        return mix;
    }

    /// What fills `{column}`; only a plan's file brings it.
    ObjectProperty<Optional<DataRows>> dataProperty() {
        return data;
    }

    BooleanProperty cookiesProperty() {
        return cookies;
    }

    ObjectProperty<Model> modelProperty() {
        return model;
    }

    /// What a search for the limit tries.
    LimitFields limit() {
        return limit;
    }

    /// Requests a second, or stages, as [LoadText] reads them.
    StringProperty rateProperty() {
        return rate;
    }

    StringProperty durationProperty() {
        return duration;
    }

    ObjectProperty<Arrivals> arrivalsProperty() {
        return arrivals;
    }

    /// A number of requests, a time, or both: `10000`, `30s`, `10000, 30s`.
    StringProperty requestsProperty() {
        return requests;
    }

    StringProperty concurrencyProperty() {
        return concurrency;
    }

    StringProperty thinkProperty() {
        return think;
    }

    StringProperty clientsProperty() {
        return clients;
    }

    /// Over how many /24s the clients are spread; blank for one each.
    StringProperty networksProperty() {
        return networks;
    }

    /// Whether clients keep their connections.
    BooleanProperty keepAliveProperty() {
        return keepAlive;
    }

    ObjectProperty<Via> viaProperty() {
        return via;
    }

    /// As [Skew#parse(String)] reads it.
    StringProperty skewProperty() {
        return skew;
    }

    StringProperty seedProperty() {
        return seed;
    }

    /// Bounds between commas.
    StringProperty thresholdsProperty() {
        return thresholds;
    }

    /// Of an open model as typed; empty for what makes none.
    Optional<Load.Open> curve() {
        try {
            return model.get() == Model.OPEN ? Optional.of(open()) : Optional.empty();
        } catch (InvalidPlanException _) {
            return Optional.empty();
        }
    }
}
