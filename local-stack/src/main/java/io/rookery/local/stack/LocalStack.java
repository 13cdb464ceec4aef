package io.rookery.local.stack;

import io.rookery.backends.ChildProcess;
import io.rookery.backends.Launch;
import io.rookery.backends.Ports;
import io.rookery.backends.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All backends and services of Rookery on this machine. The processes outlive this object and this JVM: another one on
 * the same data folder sees and steers the same stack.
 */
public final class LocalStack implements AutoCloseable {

    private static final String SETTING_PREFIX = "ROOKERY_";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(150);
    private static final Duration STOP_GRACE = Duration.ofSeconds(40);
    private static final Duration PATIENCE_WITH_OTHER_COMMANDS = Duration.ofSeconds(60);
    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

    private final DataFolder folder;
    private final Build build;
    private final Map<String, String> environment;
    private final Map<Component, Integer> entrances;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile boolean startedHere;
    private volatile boolean givingUp;

    private LocalStack(
            DataFolder folder, Build build, Map<String, String> environment, Map<Component, Integer> entrances) {
        this.folder = folder;
        this.build = build;
        this.environment = Map.copyOf(environment);
        this.entrances = Map.copyOf(entrances);
    }

    /**
     * The stack of a data folder, running or not, or a new one.
     *
     * @param environment its ROOKERY_* variables reach the services, except where the stack's own wiring says otherwise
     */
    public static LocalStack of(DataFolder folder, Build build, Map<String, String> environment) {
        return new LocalStack(folder, build, environment, Map.of());
    }

    /**
     * A stack whose services reach some components only through something that stands in between.
     *
     * @param entrances by component the port of 127.0.0.1 at which it is reached; the others are reached where they listen
     */
    public static LocalStack behind(
            Map<Component, Integer> entrances, DataFolder folder, Build build, Map<String, String> environment) {
        return new LocalStack(folder, build, environment, entrances);
    }

    /**
     * Starts everything: backends first, then the services. When one fails, what was started is stopped again.
     *
     * @throws StackException if it runs already, a service is not built, or the gateway's port is taken
     * @throws StartFailedException if a component ended or was not ready in time
     */
    public void start(int gatewayPort, ProgressListener progress) {
        givingUp = false;
        build.requireComplete();
        if (!folder.exists()) {
            requireFree(gatewayPort);
        }
        folder.create();
        exclusively(Duration.ZERO, () -> {
            requireNotRunning();
            requireFree(gatewayPort);
            StackPorts ports = folder.state().ports().choose(gatewayPort, Ports::isFree, Ports::free);
            folder.save(new StackState(ports, settings(environment), Map.of()));
            startedHere = true;
            Recipes recipes = recipes();
            try {
                startAll(Component.backends(), recipes, progress);
                startAll(Component.services(), recipes, progress);
            } catch (RuntimeException e) {
                stopAll(ProgressListener.NONE);
                throw e;
            }
        });
    }

    private static void requireFree(int gatewayPort) {
        if (!Ports.isFree(gatewayPort)) {
            throw new StackException("port " + gatewayPort
                    + " is in use by another program: stop that one, or choose another port with --port");
        }
    }

    private void requireNotRunning() {
        if (isRunning()) {
            throw new StackException(
                    "already running in " + folder.root() + ": ./rookery status shows it, ./rookery down stops it");
        }
    }

    /** The variables that a later start of a single service, perhaps from another shell, needs again. */
    static Map<String, String> settings(Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>(environment);
        settings.keySet().removeIf(name -> !name.startsWith(SETTING_PREFIX));
        return settings;
    }

    private Recipes recipes() {
        return new Recipes(folder, build, folder.state(), entrances);
    }

    private void startAll(List<Component> components, Recipes recipes, ProgressListener progress) {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Component component : components) {
                threads.execute(() -> {
                    try {
                        start(component, recipes, progress);
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                        givingUp = true;
                    }
                });
            }
        }
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private void start(Component component, Recipes recipes, ProgressListener progress) {
        Instant start = Instant.now();
        Recipe recipe = recipes.of(component);
        Launch prepared = recipe.prepare().get();
        Launch launch = new Launch(
                prepared.name(),
                prepared.command(),
                prepared.environment(),
                prepared.directory(),
                folder.log(component));
        ChildProcess process = launch(component, launch);
        try {
            process.awaitReady(() -> isReadyUnlessGivingUp(recipe), START_TIMEOUT);
        } catch (RuntimeException e) {
            // Half started it has nothing to finish, and would take long to end by itself
            process.kill();
            forget(component);
            throw e;
        }
        progress.ready(component, folder.state().ports().of(component), Duration.between(start, Instant.now()));
    }

    /** Synchronized so that no two threads write the state at once. */
    private synchronized ChildProcess launch(Component component, Launch launch) {
        requireNotGivingUp();
        ChildProcess process = ChildProcess.start(launch);
        folder.save(folder.state().with(component, new StackState.Started(process.pid(), process.startedAt())));
        return process;
    }

    private boolean isReadyUnlessGivingUp(Recipe recipe) {
        requireNotGivingUp();
        if (recipe.ready().getAsBoolean()) {
            return true;
        }
        pause(BETWEEN_PROBES);
        return false;
    }

    private void requireNotGivingUp() {
        if (givingUp) {
            throw new StackException("the start was given up");
        }
    }

    /** Starts one stopped component again, on the same port and data. */
    public void start(Component component, ProgressListener progress) {
        givingUp = false;
        build.requireComplete();
        exclusively(PATIENCE_WITH_OTHER_COMMANDS, () -> {
            process(component).ifPresent(running -> {
                throw new StackException(component.title() + " runs already, as process " + running.pid());
            });
            StackState state = folder.state();
            int port = state.ports().of(component);
            if (!Ports.isFree(port)) {
                throw new StackException("port " + port + " of " + component.title()
                        + " is in use by another program: stop that one first");
            }
            Map<String, String> settings = new TreeMap<>(state.settings());
            settings.putAll(settings(environment));
            folder.save(new StackState(state.ports(), settings, state.processes()));
            start(component, recipes(), progress);
        });
    }

    /** Asks one component to end, and waits until it has. */
    public void stop(Component component) {
        exclusively(PATIENCE_WITH_OTHER_COMMANDS, () -> {
            required(component).stop(STOP_GRACE);
            forget(component);
        });
    }

    /** Kills one component (SIGKILL), as a crash would. */
    public void kill(Component component) {
        exclusively(PATIENCE_WITH_OTHER_COMMANDS, () -> {
            required(component).kill();
            forget(component);
        });
    }

    private ChildProcess required(Component component) {
        return process(component)
                .orElseThrow(() -> new StackException(
                        component.title() + " is not running: ./rookery start " + component.title() + " starts it"));
    }

    private synchronized void forget(Component component) {
        folder.save(folder.state().without(component));
    }

    /**
     * Runs a service's program as a command, with the service's settings and this process' input and output.
     *
     * @return its exit code
     */
    public int run(Component service, List<String> arguments) {
        Launch launch = recipes().of(service).prepare().get();
        List<String> command = new ArrayList<>(launch.command());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(launch.environment());
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new StackException("cannot run " + service.title() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }

    /** Stops everything: the gateway, then the other services, then the backends. */
    public void stop(ProgressListener progress) {
        exclusively(PATIENCE_WITH_OTHER_COMMANDS, () -> stopAll(progress));
    }

    /** Stops everything if it was this object that started it; a start under way is given up. */
    public void stopIfStartedHere(ProgressListener progress) {
        givingUp = true;
        if (startedHere) {
            stop(progress);
        }
    }

    /** Stops everything and deletes the data folder. */
    public void delete(ProgressListener progress) {
        exclusively(PATIENCE_WITH_OTHER_COMMANDS, () -> {
            stopAll(progress);
            folder.delete();
        });
    }

    @Override
    public void close() {
        stopIfStartedHere(ProgressListener.NONE);
    }

    private void stopAll(ProgressListener progress) {
        stopAll(List.of(Component.API_GATEWAY), progress);
        stopAll(
                Component.services().stream()
                        .filter(service -> service != Component.API_GATEWAY)
                        .toList(),
                progress);
        stopAll(Component.backends(), progress);
    }

    private void stopAll(List<Component> components, ProgressListener progress) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Component component : components) {
                process(component)
                        .ifPresent(process -> threads.execute(() -> {
                            Instant start = Instant.now();
                            process.stop(STOP_GRACE);
                            forget(component);
                            progress.stopped(component, Duration.between(start, Instant.now()));
                        }));
            }
        }
    }

    private void exclusively(Duration patience, Runnable change) {
        changing.lock();
        try (StackLock _ = folder.lock(patience)) {
            change.run();
        } finally {
            changing.unlock();
        }
    }

    private Optional<ChildProcess> process(Component component) {
        return folder.state()
                .process(component)
                .flatMap(started -> ChildProcess.attach(started.pid(), started.startedAt()));
    }

    /** Whether at least one component runs. */
    public boolean isRunning() {
        return !running().isEmpty();
    }

    private List<Component> running() {
        return Arrays.stream(Component.values())
                .filter(component -> process(component).isPresent())
                .toList();
    }

    /** The state of every component, asked at once. */
    public List<ComponentStatus> status() {
        Recipes recipes = recipes();
        List<Future<ComponentStatus>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = Arrays.stream(Component.values())
                    .map(component -> threads.submit(() -> status(component, recipes)))
                    .toList();
        }
        return answers.stream().map(Future::resultNow).toList();
    }

    private ComponentStatus status(Component component, Recipes recipes) {
        int port = folder.state().ports().of(component);
        return process(component)
                .map(process -> new ComponentStatus(
                        component.title(),
                        process.pid(),
                        port,
                        recipes.of(component).ready().getAsBoolean(),
                        MemoryUse.bytes(process)))
                .orElseGet(() -> new ComponentStatus(component.title(), null, port, false, 0));
    }

    /** The port of the last start; empty if there was none. */
    public Optional<Integer> gatewayPort() {
        StackPorts ports = folder.state().ports();
        return ports.isEmpty() ? Optional.empty() : Optional.of(ports.of(Component.API_GATEWAY));
    }

    public int port(Component component) {
        return folder.state().ports().of(component);
    }

    /** The public API's address. */
    public URI gatewayUrl() {
        return URI.create(folder.state().ports().httpUrl(Component.API_GATEWAY));
    }

    /** Where it keeps everything. */
    public DataFolder folder() {
        return folder;
    }

    public Secrets secrets() {
        return folder.secrets();
    }

    /** Waits until nothing runs any more, however that comes about, and tells of each component that died. */
    public void awaitEnd(Consumer<Component> died) {
        List<Component> before = running();
        while (!before.isEmpty()) {
            pause(WATCH_INTERVAL);
            List<Component> now = running();
            StackState state = folder.state();
            before.stream()
                    .filter(component ->
                            !now.contains(component) && state.process(component).isPresent())
                    .forEach(died);
            before = now;
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted", e);
        }
    }
}
