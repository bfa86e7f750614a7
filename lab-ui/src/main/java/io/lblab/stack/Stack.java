package io.lblab.stack;

import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.upstream.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The running system behind the lab. All methods block, may be called from any thread, and keep
/// their promises when another process (a second terminal, a killed console) has changed the stack
/// meanwhile: the truth is the system, not this object.
public interface Stack extends AutoCloseable {

    StackKind kind();

    /// Why this machine can't run this kind of stack, in one sentence with what mends it; empty
    /// when it can. Asked anew each time: Docker may have been started meanwhile.
    Optional<String> unavailable();

    StackState state();

    /// Starts everything and returns when every instance has answered `/products` and a purchase
    /// became paid. A start that fails leaves nothing behind.
    ///
    /// @return how long it took, without the simulated payment delay
    /// @throws StackException also when the stack is running already
    Duration start(StackOptions options, Consumer<Progress> progress)
            throws StackException, InterruptedException;

    /// Stops and removes everything, also what a killed lab left behind. A stopped stack is left as
    /// it is.
    void stop(Consumer<Progress> progress) throws StackException, InterruptedException;

    /// Snapshots in a fixed order: nginx, app1…, redis, kafka, postgres, monitoring. Empty when the
    /// stack is stopped.
    List<Service> services() throws StackException;

    /// What a start takes where nothing is chosen: [ShopChoices#defaults], or what was set for it.
    ///
    /// @throws StackException when what was set can't be used
    ShopChoices usualShop() throws StackException;

    /// What the stack was started with, whoever started it; empty when it is stopped.
    Optional<ShopChoices> shop() throws StackException;

    /// Calls the listener, on a thread of the stack, for every event from now on.
    Subscription onEvent(Consumer<StackEvent> listener);

    /// The last lines of a service's log, then, until the subscription is closed, every new one.
    ///
    /// @throws StackException when there is no such service
    Subscription followLogs(String service, int lastLines, Consumer<LogLine> listener)
            throws StackException;

    /// The last lines of a service's log.
    List<LogLine> logs(String service, int lastLines) throws StackException;

    /// Lets it finish its open requests and end.
    void stopService(String service) throws StackException, InterruptedException;

    /// SIGKILL.
    void killService(String service) throws StackException, InterruptedException;

    /// Starts a stopped, killed or crashed service and waits until it is healthy.
    void startService(String service) throws StackException, InterruptedException;

    default void restartService(String service) throws StackException, InterruptedException {
        stopService(service);
        startService(service);
    }

    /// nginx as it runs now.
    ///
    /// @throws StackException when the stack is stopped
    NginxHost nginx() throws StackException;

    /// The upstream a start begins with: round-robin over all instances.
    Upstream initialUpstream(int instances);

    /// Lets go of threads and connections of this object; the stack goes on running.
    @Override
    void close();
}
