package io.lblab.ui.model;

import io.lblab.nginx.LiveConfig;
import io.lblab.stack.Service;
import io.lblab.stack.StackEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns what happens to the stack into the few moments a chart should name: an instance gone, an
/// instance back, a new generation.
final class RunMarkers {

    private final Consumer<String> mark;
    private final Map<String, Boolean> up = new HashMap<>();

    RunMarkers(Consumer<String> mark) {
        this.mark = mark;
    }

    void heard(StackEvent event) {
        if (event instanceof StackEvent.ServiceChanged changed
                && changed.service().role() == Service.Role.SHOP) {
            Service service = changed.service();
            Boolean before = up.put(service.name(), service.isUp());
            boolean wasUp = before == null || before;
            if (wasUp && !service.isUp()) {
                mark.accept(
                        service.name()
                                + (service.state() == Service.State.CRASHED
                                        ? " crashed"
                                        : " down"));
            } else if (!wasUp && service.isUp()) {
                mark.accept(service.name() + " back");
            }
        }
    }

    void configured(@Nullable LiveConfig before, @Nullable LiveConfig now) {
        if (before != null && now != null && before.generation() != now.generation()) {
            mark.accept("generation " + now.generation());
        }
    }
}
