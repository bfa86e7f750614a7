package io.lblab.ui.traffic;

import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackKind;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPool.Via;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.Load.Arrivals;
import io.lblab.traffic.LoadText;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/// The plan of a run as it is typed, and firing it.
public final class TrafficViewModel {

    static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");

    /// The same seed draws the same clients and requests, so that two runs can be compared.
    private static final long SEED = 42;

    private final ActiveStack stack;
    private final Runs runs;
    private final Texts texts;
    private final List<Preset> presets = Preset.all();

    /// How requests are spread over time.
    enum Model {
        CLOSED,
        OPEN
    }

    private final ObjectProperty<Model> model = new SimpleObjectProperty<>(Model.CLOSED);
    private final StringProperty rate = new SimpleStringProperty("200");
    private final StringProperty duration = new SimpleStringProperty("30s");
    private final ObjectProperty<Arrivals> arrivals = new SimpleObjectProperty<>(Arrivals.EVEN);
    private final ObjectProperty<@Nullable Preset> preset = new SimpleObjectProperty<>();
    private final ObjectProperty<List<WeightedRequest>> mix = new SimpleObjectProperty<>(List.of());
    private final StringProperty requests = new SimpleStringProperty("");
    private final StringProperty concurrency = new SimpleStringProperty("");
    private final StringProperty method = new SimpleStringProperty("GET");
    private final StringProperty path = new SimpleStringProperty("");
    private final StringProperty body = new SimpleStringProperty("");
    private final StringProperty clients = new SimpleStringProperty("");
    private final ObjectProperty<Via> via = new SimpleObjectProperty<>(Via.SOURCE_ADDRESS);
    private boolean filling;

    public TrafficViewModel(ActiveStack stack, Runs runs, Texts texts) {
        this.stack = stack;
        this.runs = runs;
        this.texts = texts;
        choose(presets.getFirst());
        List.of(requests, concurrency, method, path, body, clients, rate, duration)
                .forEach(p -> p.subscribe((before, now) -> edited()));
        model.subscribe((before, now) -> edited());
        stack.kindProperty()
                .subscribe(kind ->
                        via.set(kind == StackKind.LOCAL ? Via.SOURCE_ADDRESS : Via.FORWARDED_FOR));
    }

    /// Fills the form from a preset.
    void choose(Preset chosen) {
        filling = true;
        model.set(Model.CLOSED);
        WeightedRequest first = chosen.mix().getFirst();
        requests.set(String.valueOf(chosen.requests()));
        concurrency.set(String.valueOf(chosen.concurrency()));
        clients.set(String.valueOf(chosen.clients()));
        method.set(first.method());
        path.set(first.path());
        body.set(first.jsonBody().orElse(""));
        mix.set(chosen.mix().size() > 1 ? chosen.mix() : List.of());
        preset.set(chosen);
        filling = false;
    }

    /// Sends one kind of request instead of the preset's mix.
    void leaveMix() {
        mix.set(List.of());
        preset.set(null);
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
            Load load = load();
            int addresses = number(clients, "traffic.clients", ClientPool.MAX_ADDRESSES);
            List<WeightedRequest> sent = mix.get().isEmpty() ? List.of(single()) : mix.get();
            Via how = via.get();
            String name = preset.get() == null ? "own" : preset.get().id();
            runs.fire(site ->
                    new TrafficPlan(
                            name, site.entry(), sent, load, pool(site, how, addresses), SEED));
            return true;
        } catch (InvalidPlanException e) {
            problemProperty().set(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private Load load() {
        if (model.get() == Model.OPEN) {
            // Stages have times of their own.
            boolean stages = rate.get().contains(":");
            return LoadText.open(
                    rate.get(),
                    stages ? Optional.empty() : Optional.of(duration.get()),
                    arrivals.get(),
                    LoadText.IN_FLIGHT);
        }
        return new Load.Closed(
                number(concurrency, "traffic.concurrency", TrafficPlan.MAX_CONCURRENCY),
                Duration.ZERO,
                Load.Until.requests(
                        number(requests, "traffic.requests", TrafficPlan.MAX_REQUESTS)));
    }

    void stop() {
        runs.stop();
    }

    List<Preset> presets() {
        return presets;
    }

    /// The preset the form still equals; null after an edit.
    ObjectProperty<@Nullable Preset> presetProperty() {
        return preset;
    }

    /// The requests of a preset that sends several kinds; empty when the form's one is sent.
    ObjectProperty<List<WeightedRequest>> mixProperty() {
        return mix;
    }

    ObjectProperty<Model> modelProperty() {
        return model;
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

    StringProperty requestsProperty() {
        return requests;
    }

    StringProperty concurrencyProperty() {
        return concurrency;
    }

    StringProperty methodProperty() {
        return method;
    }

    StringProperty pathProperty() {
        return path;
    }

    StringProperty bodyProperty() {
        return body;
    }

    StringProperty clientsProperty() {
        return clients;
    }

    ObjectProperty<Via> viaProperty() {
        return via;
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
        if (!filling) {
            preset.set(null);
            problemProperty().set("");
        }
    }

    private WeightedRequest single() {
        String json = body.get().strip();
        return new WeightedRequest(
                method.get(),
                path.get().strip(),
                json.isEmpty() || !takesBody(method.get()) ? Optional.empty() : Optional.of(json),
                1);
    }

    static boolean takesBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    /// nginx believes X-Forwarded-For from the lab's own address only, so forwarded clients leave
    /// from it.
    private static ClientPool pool(NginxSite site, Via via, int count) {
        if (via == Via.SOURCE_ADDRESS) {
            return count == 1 ? ClientPools.thisMachine() : ClientPools.local(count, SEED);
        }
        ClientPool pool = ClientPools.forwarded(count, SEED);
        return site.labAddress().startsWith("127.") ? pool.boundTo(site.labAddress()) : pool;
    }

    private int number(StringProperty field, String name, int max) {
        String digits = field.get().replaceAll("[\\s\\u202f\\u00a0.,']", "");
        if (digits.matches("[0-9]{1,9}")) {
            int value = Integer.parseInt(digits);
            if (value >= 1 && value <= max) {
                return value;
            }
        }
        throw new InvalidPlanException(
                texts.get(
                        "traffic.badNumber",
                        texts.get(name),
                        field.get().strip(),
                        texts.numbers().count(max)));
    }
}
