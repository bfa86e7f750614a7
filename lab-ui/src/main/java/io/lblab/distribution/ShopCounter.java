package io.lblab.distribution;

import io.lblab.nginx.NginxSite;
import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// What the instances themselves count: `http_requests_total` of their metrics, asked past the
/// balancer, so that no turn is taken. The lab's own questions (health, metrics, `/lab/`) are left
/// out.
public final class ShopCounter {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Pattern REQUESTS =
            Pattern.compile("(?m)^http_requests_total\\{(.*)}\\s+([0-9.eE+]+)");
    private static final Pattern ENDPOINT = Pattern.compile("endpoint=\"([^\"]*)\"");
    private static final Pattern START =
            Pattern.compile("(?m)^process_start_time_seconds\\s+([0-9.eE+]+)");
    private static final Pattern OF_THE_LAB = Pattern.compile("/(health|metrics|lab)\\b.*");

    private final NginxSite site;
    private final OkHttpClient http =
            new OkHttpClient.Builder().callTimeout(PATIENCE).proxy(Proxy.NO_PROXY).build();

    public ShopCounter(NginxSite site) {
        this.site = site;
    }

    /// What the instances said at one moment, by server; one that did not answer is missing.
    public record Reading(Map<String, Said> servers) {
        public Reading {
            servers = Map.copyOf(servers);
        }
    }

    /// What one instance said.
    ///
    /// @param requests answered since it was started
    /// @param startedAt in seconds since 1970
    record Said(long requests, double startedAt) {}

    /// Asks every instance.
    public Reading read() throws InterruptedException {
        Map<String, Said> servers = new HashMap<>();
        for (var instance : site.instanceIds().entrySet()) {
            Optional<Said> said = ask(instance.getValue());
            said.ifPresent(s -> servers.put(instance.getKey(), s));
        }
        return new Reading(servers);
    }

    /// What they counted since a reading. They count an answer a moment after it was sent, so this
    /// waits a little until there are as many.
    ///
    /// @param expected answers of all servers together, as the client counted them
    public ShopCounts since(Reading before, long expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        ShopCounts counts = between(before, read());
        while (counts.isComplete() && counts.total() < expected && System.nanoTime() < end) {
            Thread.sleep(PAUSE);
            counts = between(before, read());
        }
        return counts;
    }

    static ShopCounts between(Reading before, Reading after) {
        Map<String, OptionalLong> answered = new LinkedHashMap<>();
        before.servers().keySet().stream()
                .sorted()
                .forEach(server -> {
                    Said first = before.servers().get(server);
                    Said last = after.servers().get(server);
                    boolean same =
                            first != null && last != null && first.startedAt() == last.startedAt();
                    answered.put(
                            server,
                            same && first != null && last != null
                                    ? OptionalLong.of(last.requests() - first.requests())
                                    : OptionalLong.empty());
                });
        return new ShopCounts(answered);
    }

    private Optional<Said> ask(String instance) throws InterruptedException {
        Request request =
                new Request.Builder()
                        .url(site.entry() + "/lab/instance/" + instance + "/metrics")
                        .header("X-Lab-Token", site.token())
                        .build();
        try (Response answer = http.newCall(request).execute()) {
            return answer.code() == 200 ? parse(answer.body().string()) : Optional.empty();
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException(e.getMessage());
            }
            return Optional.empty(); // it is down: what it counted is lost
        }
    }

    static Optional<Said> parse(String metrics) {
        Matcher start = START.matcher(metrics);
        if (!start.find()) {
            return Optional.empty();
        }
        double sum = 0;
        Matcher requests = REQUESTS.matcher(metrics);
        while (requests.find()) {
            Matcher endpoint = ENDPOINT.matcher(requests.group(1));
            if (!endpoint.find() || !OF_THE_LAB.matcher(endpoint.group(1)).matches()) {
                sum += Double.parseDouble(requests.group(2));
            }
        }
        return Optional.of(new Said(Math.round(sum), Double.parseDouble(start.group(1))));
    }
}
