package io.rookery.local.chaos;

import io.rookery.backends.Ports;
import io.rookery.backends.Redis;
import io.rookery.local.chaos.check.Availability;
import io.rookery.local.chaos.check.Checker;
import io.rookery.local.chaos.check.Event;
import io.rookery.local.chaos.check.Verdict;
import io.rookery.local.chaos.check.Violation;
import io.rookery.local.chaos.faults.Fault;
import io.rookery.local.chaos.faults.FaultPlan;
import io.rookery.local.chaos.faults.FaultProxy;
import io.rookery.local.chaos.faults.FaultProxy.Weather;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.DataFolder;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import io.rookery.local.stack.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A whole stack of its own with people using it, of which one part after the other is broken and mended. At the end
 * everything is read, and a {@link Checker} says whether anything was lost, doubled or shown that must not be.
 */
public final class Chaos implements AutoCloseable {

    /** The people: enough that followers of a star cross the push limit of a small world now and then. */
    private static final int PEOPLE = 16;

    private static final int PUSH_LIMIT = 5;

    /** Everything is cold at first. */
    private static final Duration TO_WARM_UP = Duration.ofSeconds(60);

    private static final Duration WARM = Duration.ofSeconds(5);

    /** Between two faults, if nothing fails for so long, so that what fails is due to the last one. */
    private static final Duration CALM = Duration.ofSeconds(2);

    /** For changes without a definite answer; claims of idempotency keys end after 30 s. */
    private static final Duration TO_SETTLE = Duration.ofSeconds(60);

    /** For what is on its way; workers try again after at most 10 s. */
    private static final Duration TO_DRAIN = Duration.ofSeconds(90);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration BETWEEN_AUDITS = Duration.ofSeconds(2);

    private final long seed;
    private final Path historyFile;
    private final LocalStack stack;
    private final Map<Component, FaultProxy> proxies = new EnumMap<>(Component.class);
    private final Consumer<String> out;
    private boolean deleted;

    /**
     * What a run came to.
     *
     * @param text the whole verdict, for people
     */
    public record Outcome(boolean held, String text) {}

    /**
     * @param seed decides the order of faults and what people do
     * @param folder a new one; it stays, with the history in it
     * @param environment settings of the services; the push limit is this run's own
     * @param out is told what is being broken, a line each
     */
    public Chaos(long seed, DataFolder folder, Build build, Map<String, String> environment, Consumer<String> out) {
        if (folder.exists()) {
            throw new StackException(
                    folder.root() + " is in use: a chaos run takes a folder of its own, choose another with --data");
        }
        this.seed = seed;
        this.out = out;
        this.historyFile = folder.root().resolve("history.log");
        Map<Component, Integer> entrances =
                FaultPlan.BEHIND_PROXIES.stream().collect(Collectors.toMap(component -> component, _ -> Ports.free()));
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("ROOKERY_PUSH_LIMIT", Integer.toString(PUSH_LIMIT));
        // All people come from one address
        settings.put("ROOKERY_RATE_LIMIT_SCALE", "1000");
        this.stack = LocalStack.behind(entrances, folder, build, settings);
        entrances.forEach(
                (component, port) -> proxies.put(component, FaultProxy.open(port, () -> stack.port(component))));
    }

    /** Goes on for at least so long, to the end of the fault at hand; the stack keeps running until {@link #close}. */
    public Outcome runFor(Duration duration, ReplyRule rule) throws InterruptedException {
        return run(duration, Integer.MAX_VALUE, rule);
    }

    /** Every fault of one round. */
    public Outcome runOneRound(ReplyRule rule) throws InterruptedException {
        return run(Duration.ofDays(1), 1, rule);
    }

    private Outcome run(Duration duration, int rounds, ReplyRule rule) throws InterruptedException {
        out.accept("seed " + seed);
        stack.start(Ports.free(), ProgressListener.NONE);
        try (History history = new History(historyFile, new Checker(PEOPLE), System::nanoTime)) {
            Workload workload = new Workload(new Client(stack.gatewayUrl(), rule), history, seed, PEOPLE);
            workload.start();
            long end = System.nanoTime() + duration.toNanos();
            awaitCalm(history, WARM, TO_WARM_UP);
            FaultPlan plan = new FaultPlan(seed);
            for (int round = 0; round < rounds && System.nanoTime() < end; round++) {
                for (Fault fault : plan.nextRound()) {
                    if (System.nanoTime() < end) {
                        inject(fault, history);
                        awaitCalm(history, CALM, Duration.ofMillis(Availability.MARGIN));
                    }
                }
            }
            out.accept("no more faults; waiting for what is on its way");
            workload.stop(TO_SETTLE);
            long drained = System.nanoTime() + TO_DRAIN.toNanos();
            workload.audit();
            while (!history.isComplete() && System.nanoTime() < drained) {
                Thread.sleep(BETWEEN_AUDITS);
                workload.audit();
            }
            return outcome(history);
        }
    }

    private static void awaitCalm(History history, Duration calm, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        Thread.sleep(calm);
        while (!history.isCalmSince(calm) && System.nanoTime() < deadline) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private void inject(Fault fault, History history) throws InterruptedException {
        out.accept(fault.toString());
        history.record(new Event.FaultBegan(fault));
        switch (fault) {
            case Fault.Kill(Component component, Duration lasts) -> {
                stack.kill(component);
                weather(component, Weather.REFUSING);
                Thread.sleep(lasts);
                stack.start(component, ProgressListener.NONE);
                weather(component, Weather.CLEAR);
            }
            case Fault.Network(Component component, Weather weather, Duration lasts) -> {
                weather(component, weather);
                Thread.sleep(lasts);
                weather(component, Weather.CLEAR);
            }
            case Fault.Flush _ -> Redis.flush(stack.port(Component.REDIS));
        }
        history.record(new Event.FaultEnded(fault));
    }

    private void weather(Component component, Weather weather) {
        FaultProxy proxy = proxies.get(component);
        if (proxy != null) {
            proxy.become(weather);
        }
    }

    private Outcome outcome(History history) {
        Verdict verdict = history.verdict();
        StringBuilder text = new StringBuilder(verdict.text());
        for (Violation violation : verdict.violations()) {
            text.append(String.format(
                    Locale.ROOT, "%n%s at %.1f s: %s%n", violation.rule(), violation.at() / 1000.0, violation.what()));
            history.of(violation).forEach(line -> text.append(line).append(System.lineSeparator()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%nseed %d: %s%n",
                seed,
                verdict.held()
                        ? "everything held"
                        : "NOT everything held; history and logs are in " + historyFile.getParent()));
        return new Outcome(verdict.held(), text.toString());
    }

    /** Deletes the stack with its data, history and logs. */
    public void delete() {
        stack.delete(ProgressListener.NONE);
        deleted = true;
    }

    /** Stops the stack, if it is still there. */
    @Override
    public void close() {
        if (!deleted) {
            stack.close();
        }
        List.copyOf(proxies.values()).forEach(FaultProxy::close);
    }
}
