package io.lblab.ui.traffic;

import io.lblab.traffic.Check;
import io.lblab.traffic.HeaderLine;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Journey;
import io.lblab.traffic.WeightedRequest;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A line of the mix as it is typed: a request, or a journey, of which only the weight can be
/// edited here.
final class MixRow {

    private final StringProperty weight;
    private final StringProperty method;
    private final StringProperty path;
    private final StringProperty body;
    private final List<HeaderLine> headers;
    private final List<Check> checks;
    private final Optional<Journey> journey;

    private MixRow(
            int weight,
            String method,
            String path,
            String body,
            List<HeaderLine> headers,
            List<Check> checks,
            Optional<Journey> journey) {
        this.weight = new SimpleStringProperty(String.valueOf(weight));
        this.method = new SimpleStringProperty(method);
        this.path = new SimpleStringProperty(path);
        this.body = new SimpleStringProperty(body);
        this.headers = headers;
        this.checks = checks;
        this.journey = journey;
    }

    static MixRow of(WeightedRequest request) {
        return new MixRow(
                request.weight(),
                request.method(),
                request.path(),
                request.jsonBody().orElse(""),
                request.headers(),
                request.checks(),
                Optional.empty());
    }

    static MixRow of(Journey journey) {
        return new MixRow(journey.weight(), "", "", "", List.of(), List.of(), Optional.of(journey));
    }

    StringProperty weightProperty() {
        return weight;
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

    /// Empty for a plain request.
    Optional<Journey> journey() {
        return journey;
    }

    /// What it carries beyond what can be typed here, from a plan's file: headers and checks.
    int extras() {
        return headers.size() + checks.size();
    }

    /// What it says.
    ///
    /// @param alone whether it is the only one, so that its weight means nothing
    /// @throws InvalidPlanException when that makes no request
    WeightedRequest toRequest(boolean alone) {
        String json = body.get().strip();
        return new WeightedRequest(
                method.get(),
                path.get().strip(),
                json.isEmpty() || !WeightedRequest.isMeantForABody(method.get())
                        ? Optional.empty()
                        : Optional.of(json),
                alone ? 1 : weight(path.get()),
                headers,
                checks);
    }

    /// The journey with the weight that was typed.
    Journey toJourney() {
        Journey before = journey.orElseThrow();
        return new Journey(before.name(), weight(before.name()), before.steps());
    }

    private int weight(String of) {
        String typed = weight.get().strip();
        if (!typed.matches("[0-9]{1,6}") || Integer.parseInt(typed) < 1) {
            throw new InvalidPlanException(
                    "The weight of "
                            + of
                            + ", \""
                            + typed
                            + "\", is no whole number from 1 to 999999.");
        }
        return Integer.parseInt(typed);
    }
}
