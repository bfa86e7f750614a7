package io.lblab.traffic;

import io.lblab.traffic.PlanSequence.Pick;
import java.util.List;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/// The requests of a plan, built once.
final class Requests {

    private static final MediaType JSON = MediaType.get("application/json");

    private final List<List<Request>> byRequestAndProduct;
    private final ClientPool clients;

    Requests(TrafficPlan plan) {
        clients = plan.clients();
        byRequestAndProduct =
                plan.mix().stream()
                        .map(request ->
                                IntStream.rangeClosed(1, PlanSequence.PRODUCTS)
                                        .mapToObj(product -> build(plan, request, product))
                                        .toList())
                        .toList();
    }

    Request of(Pick pick) {
        Request request = byRequestAndProduct.get(pick.request()).get(pick.product() - 1);
        if (clients.via() == ClientPool.Via.SOURCE_ADDRESS) {
            return request;
        }
        return request.newBuilder()
                .header("X-Forwarded-For", clients.addresses().get(pick.client()))
                .build();
    }

    private static Request build(TrafficPlan plan, WeightedRequest request, int product) {
        String method = request.method();
        String id = Integer.toString(product);
        boolean needsBody = method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
        RequestBody body =
                request.jsonBody()
                        .map(json -> RequestBody.create(json.replace("{product}", id), JSON))
                        .orElse(needsBody ? RequestBody.EMPTY : null);
        return new Request.Builder()
                .url(plan.base() + request.path().replace("{product}", id))
                .method(method, body)
                .header("User-Agent", "lb-lab")
                // Bodies are counted, not looked at: nothing is to be compressed for the lab.
                .header("Accept-Encoding", "identity")
                .build();
    }
}
