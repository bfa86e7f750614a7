package io.lblab.traffic.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lblab.traffic.Load;
import io.lblab.traffic.LoadText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A closed model; what is left out: 1 client, no think time, 1,000 requests when there is no
/// duration either.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PlanClosed(
        @Nullable Integer clients,
        @Nullable Long requests,
        @Nullable String duration,
        @Nullable String think) {

    private static final long REQUESTS = 1_000;

    static final PlanClosed USUAL = new PlanClosed(null, null, null, null);

    static PlanClosed of(Load.Closed closed) {
        OptionalLong requests = closed.until().requests();
        return new PlanClosed(
                closed.clients(),
                requests.isPresent() ? requests.getAsLong() : null,
                closed.until().time().map(LoadText::of).orElse(null),
                closed.think().isZero() ? null : LoadText.of(closed.think()));
    }

    Load load() {
        return new Load.Closed(
                clients == null ? 1 : clients,
                think == null ? Duration.ZERO : LoadText.time(think),
                new Load.Until(
                        atMost(),
                        duration == null
                                ? Optional.empty()
                                : Optional.of(LoadText.time(duration))));
    }

    private OptionalLong atMost() {
        if (requests != null) {
            return OptionalLong.of(requests);
        }
        return duration == null ? OptionalLong.of(REQUESTS) : OptionalLong.empty();
    }
}
