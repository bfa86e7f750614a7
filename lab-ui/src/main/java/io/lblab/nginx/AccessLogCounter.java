package io.lblab.nginx;

import io.lblab.nginx.AccessLogEntry.Attempt;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Counts, from nginx's own log, which server each request went to. May be fed from any thread;
/// memory does not grow with the requests.
public final class AccessLogCounter implements Consumer<String> {

    private final Map<String, String> nameByAddress = new HashMap<>();
    private final Map<String, ServerCount> servers = new LinkedHashMap<>();
    private long requests;
    private long retried;
    private long withoutServer;

    public AccessLogCounter(NginxSite site) {
        site.instanceAddresses().keySet().stream().sorted().forEach(this::register);
        site.instanceAddresses().forEach((name, address) -> nameByAddress.put(address, name));
    }

    /// What one server got.
    ///
    /// @param tried how often it was chosen, retries included
    /// @param answered how often its answer was the one the client got
    public record ServerCount(long tried, long answered) {
        static final ServerCount NONE = new ServerCount(0, 0);

        private ServerCount plus(boolean answeredToo) {
            return new ServerCount(tried + 1, answered + (answeredToo ? 1 : 0));
        }
    }

    /// What was counted so far.
    ///
    /// @param byServer by server name (`app1`), or by address for one the site doesn't name
    /// @param requests those that were for the servers
    /// @param retried those of them that more than one server was asked for
    /// @param withoutServer those of them that no server answered
    public record Counts(
            Map<String, ServerCount> byServer, long requests, long retried, long withoutServer) {}

    /// Counts a line of the access log; any other line is passed over.
    @Override
    public void accept(String line) {
        AccessLogEntry.parse(line)
                .map(AccessLogEntry::attempts)
                .filter(attempts -> !attempts.isEmpty())
                .ifPresent(this::count);
    }

    public synchronized Counts counts() {
        return new Counts(Map.copyOf(servers), requests, retried, withoutServer);
    }

    private synchronized void count(List<Attempt> attempts) {
        requests++;
        long servers = attempts.stream().filter(Attempt::reachedServer).count();
        retried += servers > 1 ? 1 : 0;
        withoutServer += attempts.getLast().reachedServer() ? 0 : 1;
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            if (attempt.reachedServer()) {
                String name = nameByAddress.getOrDefault(attempt.address(), attempt.address());
                boolean last = i == attempts.size() - 1;
                this.servers.merge(name, ServerCount.NONE.plus(last), (old, one) -> old.plus(last));
            }
        }
    }

    private void register(String name) {
        servers.put(name, ServerCount.NONE);
    }
}
