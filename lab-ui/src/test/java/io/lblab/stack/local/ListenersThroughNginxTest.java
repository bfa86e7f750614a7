package io.lblab.stack.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lblab.stack.ListenersContract;
import io.lblab.stack.Stack;
import io.lblab.stack.StackOptions;
import io.lblab.traffic.ClientPool;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.listen.Listeners;
import io.lblab.traffic.listen.ListenersSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("local")
class ListenersThroughNginxTest extends ListenersContract {

    /// `worker_shutdown_timeout` and then some.
    private static final Duration OLD_WORKERS = Duration.ofSeconds(100);

    @TempDir Path home;
    private LocalStack stack;

    @Override
    protected Stack stack() {
        if (stack == null) {
            stack = started();
        }
        return stack;
    }

    private LocalStack started() {
        LocalStack started = new LocalStack(home, System.getenv());
        try {
            started.start(new StackOptions(0, 2, false), _ -> {});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return started;
    }

    @Override
    protected int many() {
        return 200;
    }

    @Override
    protected ClientPool clients(int number) {
        return ClientPools.local(number, 7);
    }

    @AfterEach
    void stop() throws Exception {
        stack.stop(_ -> {});
        stack.close();
    }

    /// nginx gives its old workers a minute; then whoever they held comes back, to a new one.
    @Test
    void whenTheOldWorkersGoEveryListenerComesBack() throws Exception {
        try (Listeners all = open(ClientPools.thisMachine())) {
            applied(live().withWeights(Map.of("app1", 3, "app2", 1)));
            await().atMost(OLD_WORKERS)
                    .until(() -> held(all).equals(Map.of("1", 3 * many() / 4, "2", many() / 4)));
            int probes = all.snapshot().probes().published();
            await().atMost(LONG).until(() -> all.snapshot().probes().published() >= probes + 5);
            all.endProbing();

            ListenersSnapshot found = all.snapshot();
            assertThat(found.missing()).isEmpty();
            assertThat(found.reconnects()).isEqualTo(many());
            assertThat(found.probes().missed()).isZero();
        }
    }
}
