package io.lblab.stack.local;

import io.lblab.nginx.NginxHost;
import io.lblab.nginx.NginxHost.Subscription;
import io.lblab.nginx.ProcessLock;
import io.lblab.stack.LogLine;
import io.lblab.stack.Progress;
import io.lblab.stack.Service;
import io.lblab.stack.Setting;
import io.lblab.stack.ShopChoices;
import io.lblab.stack.Stack;
import io.lblab.stack.StackEvent;
import io.lblab.stack.StackException;
import io.lblab.stack.StackKind;
import io.lblab.stack.StackOptions;
import io.lblab.stack.StackState;
import io.lblab.upstream.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stack as processes of this machine: real nginx, real Redis, a real Kafka broker, and one
/// shop-server per instance.
///
/// What runs is written down in the state folder, so that any process of the lab finds, watches and
/// ends it, also after the one that started it was killed. Every start begins with a fresh shop.
public final class LocalStack implements Stack {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStack.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(2);
    private static final String ADMIN_PASSWORD = "ADMIN_PASSWORD";
    private static final int INSTANCES_BEFORE_A_START = 20;

    private final Folder folder;
    private final StateFile stateFile;
    private final Map<String, String> environment;
    private final Processes processes;
    private final ServiceControl control;
    private final Watcher watcher;
    private final Http http = new Http();
    private volatile Optional<Programs> programs = Optional.empty();

    /// The local stack of a state folder.
    ///
    /// @param home the lab's state folder; this stack keeps to `home/local`
    /// @param environment of this process: `PATH`, `LBLAB_NGINX`, `PAYMENT_DELAY_MS`,
    ///   `SESSION_STORE`, `ADMIN_PASSWORD`
    public LocalStack(Path home, Map<String, String> environment) {
        this.folder = new Folder(home.resolve("local"));
        this.stateFile = new StateFile(folder.state());
        this.environment = Map.copyOf(environment);
        this.processes = new Processes(folder, new Tools(environment).find("setsid"));
        this.control = new ServiceControl(stateFile, processes);
        this.watcher =
                new Watcher(
                        new Watcher.Source() {
                            @Override
                            public StackState state() {
                                return LocalStack.this.state();
                            }

                            @Override
                            public List<Service> services() throws StackException {
                                return LocalStack.this.services();
                            }
                        });
    }

    @Override
    public StackKind kind() {
        return StackKind.LOCAL;
    }

    @Override
    public Optional<String> unavailable() {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return Optional.of("Local processes need Linux or macOS: start Docker instead.");
        }
        try {
            programs();
            return Optional.empty();
        } catch (StackException e) {
            return Optional.ofNullable(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The check of this machine was interrupted.");
        }
    }

    @Override
    public StackState state() {
        return stateFile
                .read()
                .filter(s -> s.phase() == StackState.STARTING || s.anyAlive())
                .map(LocalState::phase)
                .orElse(StackState.STOPPED);
    }

    @Override
    public Duration start(StackOptions options, Consumer<Progress> progress)
            throws StackException, InterruptedException {
        long began = System.nanoTime();
        Duration paymentDelay = paymentDelay();
        checkAdminPassword();
        int port = options.port().orElse(StackOptions.DEFAULT_PORT);
        Programs found = programs();
        if (options.shop().database() == ShopChoices.Database.POSTGRESQL) {
            found.postgresOrCure();
        }
        try (ProcessLock _ = lock()) {
            if (state() != StackState.STOPPED) {
                throw new StackException(
                        "The local stack is running already: stop it first, or go on with it.");
            }
            processes.killStrays();
            refuseTakenPort(port);
            Addresses addresses = Addresses.pick(port, options.instances(), new Random());
            PostgresPart.releaseMemory(folder);
            folder.prepare(Parts.FOLDERS);
            LocalState state =
                    new LocalState(
                            StackState.STARTING,
                            addresses,
                            options.monitoring(),
                            options.shop(),
                            Tokens.fresh(),
                            List.of());
            Parts parts = parts(state, found);
            stateFile.write(state);
            try {
                parts.write();
                Launcher launcher = new Launcher(stateFile, processes, progress, START_PATIENCE);
                new StartSequence(parts, launcher, progress).run();
                stateFile.update(s -> s.withPhase(StackState.RUNNING));
            } catch (StackException | IOException | InterruptedException | RuntimeException e) {
                end(parts.caches(), _ -> {});
                throw e;
            }
        } catch (IOException e) {
            throw new StackException("The local stack can't be started: " + e.getMessage(), e);
        }
        return Duration.ofNanos(System.nanoTime() - began).minus(paymentDelay);
    }

    @Override
    public void stop(Consumer<Progress> progress) throws StackException, InterruptedException {
        if (!Files.isDirectory(folder.root())) {
            return;
        }
        try (ProcessLock _ = lock()) {
            end(caches(), progress);
        } catch (IOException e) {
            throw new StackException("The local stack can't be stopped: " + e.getMessage(), e);
        }
    }

    @Override
    public ShopChoices usualShop() throws StackException {
        String set = environment.get("SESSION_STORE");
        return set == null
                ? ShopChoices.defaults()
                : ShopChoices.defaults()
                        .withSessions(
                                new Setting("SESSION_STORE", set, "the environment")
                                        .sessionStore());
    }

    @Override
    public Optional<ShopChoices> shop() {
        return stateFile.read().filter(_ -> state() != StackState.STOPPED).map(LocalState::shop);
    }

    @Override
    public List<Service> services() throws StackException {
        Optional<LocalState> state = stateFile.read();
        if (state.isEmpty() || state() == StackState.STOPPED) {
            return List.of();
        }
        return Snapshots.of(parts(state.get()).all(), state.get());
    }

    @Override
    public Subscription onEvent(Consumer<StackEvent> listener) {
        return watcher.listen(listener);
    }

    @Override
    public Subscription followLogs(String service, int lastLines, Consumer<LogLine> listener)
            throws StackException {
        ServiceSpec spec = spec(service);
        try {
            return new ServiceLog(service, spec.logs()).follow(lastLines, listener);
        } catch (IOException e) {
            throw unreadable(service, e);
        }
    }

    @Override
    public List<LogLine> logs(String service, int lastLines) throws StackException {
        ServiceSpec spec = spec(service);
        try {
            return new ServiceLog(service, spec.logs()).last(lastLines);
        } catch (IOException e) {
            throw unreadable(service, e);
        }
    }

    @Override
    public void stopService(String service) throws StackException, InterruptedException {
        withLock(service, control::stop);
    }

    @Override
    public void killService(String service) throws StackException, InterruptedException {
        withLock(service, control::kill);
    }

    @Override
    public void startService(String service) throws StackException, InterruptedException {
        withLock(service, control::start);
    }

    @Override
    public NginxHost nginx() throws StackException {
        return parts(running()).nginx().host();
    }

    @Override
    public Upstream initialUpstream(int instances) {
        Addresses addresses =
                stateFile
                        .read()
                        .map(LocalState::addresses)
                        .filter(a -> a.apps().size() == instances)
                        .orElseGet(() ->
                                Addresses.network(
                                        new Endpoint("127.0.0.1", StackOptions.DEFAULT_PORT),
                                        INSTANCES_BEFORE_A_START,
                                        instances));
        return NginxPart.upstream(addresses);
    }

    @Override
    public void close() {
        watcher.close();
        http.close();
    }

    private void end(List<ClassCache> caches, Consumer<Progress> progress)
            throws IOException, InterruptedException {
        control.stopAll(caches, progress);
        PostgresPart.releaseMemory(folder);
        folder.clear(Parts.FOLDERS);
    }

    /// Something done to one service, by the holder of the lock.
    private interface Action {
        void on(ServiceSpec spec) throws StackException, IOException, InterruptedException;
    }

    private void withLock(String service, Action action)
            throws StackException, InterruptedException {
        try (ProcessLock _ = lock()) {
            action.on(spec(service));
        } catch (IOException e) {
            throw new StackException(service + " can't be changed: " + e.getMessage(), e);
        }
    }

    private ServiceSpec spec(String service) throws StackException {
        Parts parts = parts(running());
        Optional<ServiceSpec> spec = parts.named(service);
        if (spec.isEmpty()) {
            throw new StackException(
                    "There is no service \""
                            + service
                            + "\": there are "
                            + String.join(
                                    ", ", parts.all().stream().map(ServiceSpec::name).toList())
                            + ".");
        }
        return spec.get();
    }

    private LocalState running() throws StackException {
        return stateFile
                .read()
                .filter(_ -> state() != StackState.STOPPED)
                .orElseThrow(
                        () -> new StackException("The local stack is stopped: start it first."));
    }

    private Parts parts(LocalState state) throws StackException {
        try {
            return parts(state, programs());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("The look at this machine was interrupted.", e);
        }
    }

    private Parts parts(LocalState state, Programs found) {
        return new Parts(
                new Context(
                        folder,
                        state.addresses(),
                        state.shop(),
                        state.token(),
                        environment.getOrDefault(ADMIN_PASSWORD, Setting.usualAdminPassword()),
                        found,
                        http),
                state.monitoring());
    }

    private Programs programs() throws StackException, InterruptedException {
        Optional<Programs> known = programs;
        if (known.isEmpty()) {
            known = Optional.of(Programs.find(environment));
            programs = known;
        }
        return known.get();
    }

    /// None when a program has gone meanwhile: that keeps no stack from being stopped.
    private List<ClassCache> caches() throws InterruptedException {
        Optional<LocalState> state = stateFile.read();
        try {
            return state.isPresent() ? parts(state.get(), programs()).caches() : List.of();
        } catch (StackException e) {
            LOG.debug("No class caches are kept", e);
            return List.of();
        }
    }

    private ProcessLock lock() throws IOException, StackException, InterruptedException {
        Files.createDirectories(folder.root());
        return ProcessLock.acquire(folder.lock(), LOCK_PATIENCE)
                .orElseThrow(() ->
                        new StackException(
                                "Another lab is starting or stopping the local stack: try"
                                        + " again when it is done."));
    }

    private static void refuseTakenPort(int port) throws StackException {
        if (port != 0 && !new Endpoint("127.0.0.1", port).free()) {
            throw new StackException(
                    "Port "
                            + port
                            + " is in use by "
                            + PortOwner.of(port).orElse("another program")
                            + "; choose another with --port.");
        }
    }

    private Duration paymentDelay() throws StackException {
        String set = environment.get("PAYMENT_DELAY_MS");
        return set == null
                ? Setting.usualPaymentDelay()
                : new Setting("PAYMENT_DELAY_MS", set, "the environment").paymentDelay();
    }

    private void checkAdminPassword() throws StackException {
        String set = environment.get(ADMIN_PASSWORD);
        if (set != null) {
            new Setting(ADMIN_PASSWORD, set, "the environment").adminPassword();
        }
    }

    private static StackException unreadable(String service, IOException e) {
        return new StackException("The log of " + service + " can't be read: " + e.getMessage(), e);
    }
}
