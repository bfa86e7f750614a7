package io.lblab.distribution;

import io.lblab.traffic.SampleView;
import io.lblab.upstream.Server;
import io.lblab.upstream.Upstream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who can answer, each with an index: the upstream's servers in their order, then whatever else
/// turns up, in the order of turning up.
final class Answerers {

    static final String NGINX = "nginx";
    static final String NONE = "none";

    /// Of a server that is not the lab's, an answer without `X-Instance-ID`.
    static final String UNNAMED = "unnamed";

    static final String OTHERS = "others";

    /// Instances beyond the upstream that are told apart; the rest is counted together.
    private static final int MAX_STRANGERS = 32;

    /// @param configuredShare NaN when it is in no upstream
    record Answerer(String instance, String server, double configuredShare) {}

    private final List<Answerer> all = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> indices = new ConcurrentHashMap<>();
    private final int max;
    private final String nameless;

    /// Nobody is known beforehand.
    Answerers() {
        max = MAX_STRANGERS;
        nameless = UNNAMED;
    }

    /// @param instanceIds `X-Instance-ID` by server name
    Answerers(Upstream upstream, Map<String, String> instanceIds) {
        for (Server server : upstream.servers()) {
            String instance = instanceIds.getOrDefault(server.name(), server.name());
            indices.put(instance, all.size());
            all.add(new Answerer(instance, server.name(), upstream.share(server)));
        }
        max = all.size() + MAX_STRANGERS;
        nameless = NGINX;
    }

    /// Whose answer it is. What nginx took from its cache or said itself is nginx's.
    int indexOf(SampleView sample) {
        if (sample.status() == 0) {
            return index(NONE);
        }
        if (sample.fromCache() || sample.instance().isEmpty()) {
            return index(nameless);
        }
        return index(sample.instance());
    }

    /// In order of index.
    List<Answerer> all() {
        return all;
    }

    private int index(String instance) {
        Integer known = indices.get(instance);
        return known != null ? known : newIndex(instance);
    }

    private synchronized int newIndex(String instance) {
        boolean full = all.size() >= max && !instance.equals(nameless) && !instance.equals(NONE);
        String counted = full ? OTHERS : instance;
        Integer known = indices.get(counted);
        if (known != null) {
            return known;
        }
        all.add(new Answerer(counted, counted, Double.NaN));
        indices.put(counted, all.size() - 1);
        return all.size() - 1;
    }
}
