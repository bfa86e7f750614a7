package io.lblab.distribution.forecast;

import io.lblab.distribution.forecast.KeyVariables.HashedKey;
import io.lblab.distribution.forecast.RunForecast.KeyUse;
import io.lblab.forecast.Balancer;
import io.lblab.forecast.ClientAddress;
import io.lblab.forecast.GlibcRandom;
import io.lblab.forecast.Request;
import io.lblab.traffic.PlanSequence;
import io.lblab.traffic.PlanSequence.Pick;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.upstream.WrittenUpstream;
import io.lblab.upstream.WrittenUpstream.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where each request of a plan goes when its key alone decides: ip_hash and the hashes, while no
/// server fails. Every key is asked of nginx's model once, then counted. For one thread at a time.
final class KeyedPicks {

    /// nginx counts seconds since 1970.
    private static final long NOW = 1_000_000_000;

    private final WrittenUpstream upstream;
    private final TrafficPlan plan;
    private final PlanSequence sequence;
    private final KeyVariables variables;
    private final Balancer balancer;
    private final Request request;

    /// By kind of request and product, by client: the number of its key and one, 0 = not asked yet.
    private final int[][] keyOf;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int[] homes = new int[16];
    private long[] counts = new long[16];
    private long counted;

    private KeyedPicks(WrittenUpstream upstream, TrafficPlan plan) {
        this.upstream = upstream;
        this.plan = plan;
        sequence = new PlanSequence(plan);
        variables = new KeyVariables(plan);
        balancer = Balancer.of(upstream, new GlibcRandom(0));
        request = balancer.newRequest();
        int entries = plan.mix().size() + plan.journeys().size();
        keyOf = new int[entries * PlanSequence.PRODUCTS][];
    }

    /// Empty when a variable of the key is not known, or a key is empty: those take turns.
    static Optional<KeyedPicks> of(WrittenUpstream upstream, TrafficPlan plan) {
        KeyedPicks picks = new KeyedPicks(upstream, plan);
        boolean known = true;
        String client = plan.clients().addresses().getFirst();
        for (int kind = 0; kind < picks.keyOf.length && known; kind++) {
            known =
                    picks.key(kind, client)
                            .filter(key ->
                                    !key.exact().isEmpty() || upstream.method() == Method.IP_HASH)
                            .isPresent();
        }
        return known ? Optional.of(picks) : Optional.empty();
    }

    /// The server of the request at that place of the plan.
    int server(long index) {
        int key = number(sequence.at(index));
        return homes[key];
    }

    /// The server of a client under ip_hash.
    int home(String client) {
        return ask(ClientAddress.bytes(client));
    }

    /// By server, how many of so many first requests go there; never fewer requests than before.
    List<Double> upTo(long requests, int servers) {
        while (counted < requests) {
            // The number first: with a new key the array may be another one.
            int key = number(sequence.at(counted++));
            counts[key]++;
        }
        double[] byServer = new double[servers];
        for (int key = 0; key < texts.size(); key++) {
            if (homes[key] >= 0) {
                byServer[homes[key]] += counts[key];
            }
        }
        return Turns.list(byServer);
    }

    /// Of the requests counted.
    Optional<KeyUse> use() {
        int most = 0;
        long different = 0;
        for (int key = 0; key < texts.size(); key++) {
            most = counts[key] > counts[most] ? key : most;
            different += counts[key] > 0 ? 1 : 0;
        }
        return counted == 0 || homes[most] < 0
                ? Optional.empty()
                : Optional.of(
                        new KeyUse(
                                different,
                                texts.get(most),
                                (double) counts[most] / counted,
                                homes[most]));
    }

    private int number(Pick pick) {
        int kind = pick.request() * PlanSequence.PRODUCTS + pick.product() - 1;
        if (keyOf[kind] == null) {
            keyOf[kind] = new int[plan.clients().addresses().size()];
        }
        if (keyOf[kind][pick.client()] == 0) {
            HashedKey key = key(kind, plan.clients().addresses().get(pick.client())).orElseThrow();
            keyOf[kind][pick.client()] = 1 + number(key);
        }
        return keyOf[kind][pick.client()] - 1;
    }

    private int number(HashedKey key) {
        Integer known = numbers.get(key.exact());
        if (known != null) {
            return known;
        }
        int number = texts.size();
        if (number == homes.length) {
            homes = Arrays.copyOf(homes, 2 * number);
            counts = Arrays.copyOf(counts, 2 * number);
        }
        numbers.put(key.exact(), number);
        texts.add(key.text());
        homes[number] = ask(key.bytes());
        return number;
    }

    private int ask(byte[] key) {
        int server = balancer.begin(request, key, NOW);
        if (server >= 0) {
            balancer.finish(request);
        }
        return server;
    }

    private Optional<HashedKey> key(int kind, String client) {
        if (upstream.method() == Method.IP_HASH) {
            return Optional.of(HashedKey.of(ClientAddress.bytes(client), client));
        }
        WeightedRequest sent = plan.mix().get(kind / PlanSequence.PRODUCTS);
        String product = Integer.toString(kind % PlanSequence.PRODUCTS + 1);
        String target = sent.path().replace("{product}", product);
        return variables.evaluate(upstream.key(), sent, target, client);
    }
}
