package io.lblab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lblab.distribution.archive.RunArchive;
import io.lblab.nginx.NginxSite;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.Stacks;
import io.lblab.traffic.ClientPools;
import io.lblab.traffic.Load;
import io.lblab.traffic.OkHttpEngine;
import io.lblab.traffic.TrafficPlan;
import io.lblab.traffic.WeightedRequest;
import io.lblab.ui.fx.Tasks;
import io.lblab.ui.model.ActiveStack;
import io.lblab.ui.model.LiveNginx;
import io.lblab.ui.model.Runs;
import io.lblab.ui.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// A fake stack that runs, and what the window knows of it, without a window; tasks run at once, on
/// the thread of the test.
final class RunningModels implements AutoCloseable {

    static final Tasks AT_ONCE = new Tasks(Runnable::run, Runnable::run);

    private final FakeStack stack;
    private final ActiveStack active;
    private final RunArchive archive;
    private final Runs runs;

    RunningModels(Path folder) throws StackException, InterruptedException {
        stack = new FakeStack(StackKind.LOCAL, folder);
        stack.start(StackOptions.defaults(), line -> {});
        active = new ActiveStack(new Stacks(List.of(stack)), AT_ONCE);
        active.adopt(found -> assertThat(found).isTrue());
        archive = new RunArchive(folder.resolve("runs"));
        runs =
                new Runs(
                        new OkHttpEngine(),
                        archive,
                        active,
                        new LiveNginx(active, AT_ONCE),
                        AT_ONCE,
                        new Texts(Locale.ENGLISH));
    }

    FakeStack stack() {
        return stack;
    }

    ActiveStack active() {
        return active;
    }

    RunArchive archive() {
        return archive;
    }

    Runs runs() {
        return runs;
    }

    /// Ticks until it is so: quickly, for the lab is patient by ticks with a log that this nginx
    /// does not write.
    void tickUntil(Callable<Boolean> so) {
        Awaitility.with()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    runs.tick();
                    return so.call();
                });
    }

    /// 50 requests of four clients.
    static TrafficPlan plan(NginxSite site, String path) {
        return new TrafficPlan(
                "own",
                site.entry(),
                List.of(WeightedRequest.get(path)),
                new Load.Closed(4, Duration.ZERO, Load.Until.requests(50)),
                ClientPools.thisMachine(),
                1);
    }

    @Override
    public void close() {
        runs.stop();
        stack.close();
    }
}
