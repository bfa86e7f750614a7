package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lblab.traffic.InvalidPlanException;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An open model; what is left out: even arrivals, 1,024 in flight.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanOpen(
        @Nullable String rate, @Nullable String arrivals, @Nullable Integer inFlight) {

    static PlanOpen of(Load.Open open) {
        return new PlanOpen(
                LoadText.of(open),
                open.arrivals() == Load.Arrivals.EVEN ? null : "poisson",
                open.inFlightAtMost() == LoadText.IN_FLIGHT ? null : open.inFlightAtMost());
    }

    Load load() {
        if (rate == null) {
            throw new InvalidPlanException(
                    "The open model has no rate: write \"rate\": \"200:30s\".");
        }
        return LoadText.open(
                rate,
                Optional.empty(),
                LoadText.arrivals(arrivals == null ? "even" : arrivals),
                inFlight == null ? LoadText.IN_FLIGHT : inFlight);
    }
}
