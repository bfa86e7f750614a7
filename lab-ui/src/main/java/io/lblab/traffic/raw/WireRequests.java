package io.lblab.traffic.raw;

import io.lblab.traffic.Check;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.PlanSequence;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The requests of a plan as they go over the wire, made once.
final class WireRequests {

    private static final Set<String> NOT_IDEMPOTENT = Set.of("POST", "PATCH");

    private final byte[][] start;
    private final byte[][] end;
    private final byte[][] forwarded;
    private final boolean[] head;
    private final boolean[] idempotent;
    private final Check.Status[][] checks;

    WireRequests(TrafficPlan plan) {
        List<WeightedRequest> mix = plan.mix();
        start = new byte[mix.size() * PlanSequence.PRODUCTS][];
        end = new byte[start.length][];
        head = new boolean[mix.size()];
        idempotent = new boolean[mix.size()];
        checks =
                mix.stream()
                        .map(request ->
                                request.checks().stream()
                                        .map(Check.Status.class::cast)
                                        .toArray(Check.Status[]::new))
                        .toArray(Check.Status[][]::new);
        for (int r = 0; r < mix.size(); r++) {
            head[r] = mix.get(r).method().equals("HEAD");
            idempotent[r] = !NOT_IDEMPOTENT.contains(mix.get(r).method());
            for (int p = 1; p <= PlanSequence.PRODUCTS; p++) {
                make(plan, mix.get(r), p, r * PlanSequence.PRODUCTS + p - 1);
            }
        }
        forwarded =
                plan.clients().via() == ClientPool.Via.FORWARDED_FOR
                        ? plan.clients().addresses().stream()
                                .map(address -> ascii("X-Forwarded-For: " + address + "\r\n"))
                                .toArray(byte[][]::new)
                        : new byte[0][];
    }

    private void make(TrafficPlan plan, WeightedRequest request, int product, int at) {
        String id = Integer.toString(product);
        byte[] body =
                request.jsonBody()
                        .map(json -> json.replace("{product}", id))
                        .orElse("")
                        .getBytes(StandardCharsets.UTF_8);
        boolean sendsBody =
                request.jsonBody().isPresent() || WeightedRequest.isMeantForABody(request.method());
        start[at] =
                ascii(
                        request.method()
                                + " "
                                + request.path().replace("{product}", id)
                                + " HTTP/1.1\r\nHost: "
                                + plan.base().getAuthority()
                                + "\r\n"
                                + (plan.clients().freshConnections() ? "Connection: close\r\n" : "")
                                + unlessGiven(request, "User-Agent", "lb-lab")
                                + unlessGiven(request, "Accept-Encoding", "identity")
                                + (request.jsonBody().isPresent()
                                        ? unlessGiven(request, "Content-Type", "application/json")
                                        : "")
                                + request.headers().stream()
                                        .map(header ->
                                                header.text().replace("{product}", id) + "\r\n")
                                        .collect(Collectors.joining())
                                + (sendsBody ? "Content-Length: " + body.length + "\r\n" : ""));
        byte[] whole = new byte[2 + body.length];
        whole[0] = '\r';
        whole[1] = '\n';
        System.arraycopy(body, 0, whole, 2, body.length);
        end[at] = whole;
    }

    private static String unlessGiven(WeightedRequest request, String name, String value) {
        return request.header(name).isPresent() ? "" : name + ": " + value + "\r\n";
    }

    /// What of the request's checks does not hold, in words; empty when all do.
    String failedCheck(Exchange exchange, int answered) {
        for (Check.Status check : checks[exchange.request()]) {
            if (!check.holds(answered)) {
                return check.failure(answered);
            }
        }
        return "";
    }

    /// Its length in bytes.
    int length(Exchange exchange) {
        int at = at(exchange);
        return start[at].length
                + end[at].length
                + (forwarded.length == 0 ? 0 : forwarded[exchange.clientIndex()].length);
    }

    void write(Exchange exchange, ByteBuffer to) {
        int at = at(exchange);
        to.put(start[at]);
        if (forwarded.length > 0) {
            to.put(forwarded[exchange.clientIndex()]);
        }
        to.put(end[at]);
    }

    boolean isHead(Exchange exchange) {
        return head[exchange.request()];
    }

    /// Whether it does no harm to send it twice.
    boolean isIdempotent(Exchange exchange) {
        return idempotent[exchange.request()];
    }

    private static int at(Exchange exchange) {
        return exchange.request() * PlanSequence.PRODUCTS + exchange.product() - 1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
