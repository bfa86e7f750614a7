package io.lblab.ui.model;

import io.lblab.nginx.LiveConfig;
import io.lblab.stack.Service;
import io.lblab.stack.StackEvent;
import io.lblab.ui.text.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Turns what happens to the stack into the few moments a chart should name: an instance gone, an
/// instance back, a new generation.
final class RunMarkers {

    private final Texts texts;
    private final Consumer<String> mark;
    private final Map<String, Boolean> up = new HashMap<>();

    RunMarkers(Texts texts, Consumer<String> mark) {
        this.texts = texts;
        this.mark = mark;
    }

    void heard(StackEvent event) {
        if (event instanceof StackEvent.ServiceChanged changed
                && changed.service().role() == Service.Role.SHOP) {
            Service service = changed.service();
            Boolean before = up.put(service.name(), service.isUp());
            boolean wasUp = before == null || before;
            if (wasUp && !service.isUp()) {
                boolean crashed = service.state() == Service.State.CRASHED;
                mark.accept(texts.get(crashed ? "marker.crashed" : "marker.down", service.name()));
            } else if (!wasUp && service.isUp()) {
                mark.accept(texts.get("marker.back", service.name()));
            }
        }
    }

    void configured(@Nullable LiveConfig before, @Nullable LiveConfig now) {
        if (before != null && now != null && before.generation() != now.generation()) {
            mark.accept(texts.get("marker.generation", now.generation()));
        }
    }
}
