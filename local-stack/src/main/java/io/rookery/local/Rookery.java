package io.rookery.local;

import io.rookery.backends.StartFailedException;
import io.rookery.local.chaos.Chaos;
import io.rookery.local.chaos.ReplyRule;
import io.rookery.local.seed.SeedWorld;
import io.rookery.local.seed.Seeder;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.ComponentStatus;
import io.rookery.local.stack.DataFolder;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import io.rookery.local.stack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The `./rookery` command once a JDK is found and everything is built. */
public final class Rookery {

    private static final String PUSH_LIMIT = "ROOKERY_PUSH_LIMIT";
    private static final String LOG_LINES = "200";
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;
    private final Build build;

    private Rookery(PrintStream out, PrintStream err, Map<String, String> environment, Build build) {
        this.out = out;
        this.err = err;
        this.environment = environment;
        this.build = build;
    }

    public static void main(String[] arguments) {
        System.exit(new Rookery(System.out, System.err, System.getenv(), Build.current()).run(arguments));
    }

    private int run(String[] arguments) {
        try {
            return run(CommandLine.parse(arguments, build.root().resolve(".rookery")));
        } catch (UsageException e) {
            err.println("rookery: " + e.getMessage());
            return MISUSED;
        } catch (StackException | StartFailedException e) {
            err.println("rookery: " + e.getMessage());
            return FAILED;
        }
    }

    private int run(Command command) {
        return switch (command) {
            case Command.Up up -> up(up);
            case Command.Status status -> status(status);
            case Command.Logs logs -> logs(logs);
            case Command.Start(Path data, Component component) -> {
                existing(data).start(component, progress());
                yield 0;
            }
            case Command.Stop(Path data, Component component) -> {
                existing(data).stop(component);
                yield done(component, "stopped");
            }
            case Command.Kill(Path data, Component component) -> {
                existing(data).kill(component);
                yield done(component, "killed");
            }
            case Command.DeadLetters(Path data, List<String> arguments) ->
                existing(data).run(Component.FANOUT_WORKER, arguments);
            case Command.Down(Path data) -> {
                LocalStack stack = existing(data);
                out.print(stack.isRunning() ? "" : "nothing is running\n");
                stack.stop(progress());
                yield 0;
            }
            case Command.Reset(Path data) -> {
                existing(data).delete(progress());
                out.println("deleted " + data);
                yield 0;
            }
            case Command.Doctor(Path data) -> doctor(data);
            case Command.Chaos chaos -> chaos(chaos);
        };
    }

    private int done(Component component, String what) {
        out.printf(Locale.ROOT, "%-17s %s%n", component.title(), what);
        return 0;
    }

    private LocalStack existing(Path data) {
        return stack(existingFolder(data), environment);
    }

    private static DataFolder existingFolder(Path data) {
        DataFolder folder = DataFolder.at(data);
        if (!folder.exists()) {
            throw new StackException("there is no stack in " + folder.root() + ": ./rookery up makes one");
        }
        return folder;
    }

    private LocalStack stack(DataFolder folder, Map<String, String> environment) {
        return LocalStack.of(folder, build, environment);
    }

    private int up(Command.Up up) {
        Instant start = Instant.now();
        DataFolder folder = DataFolder.at(up.data());
        boolean seeded = folder.seeded().orElse(up.seed());
        LocalStack stack = stack(folder, seeded ? withPushLimit(environment) : environment);
        int port = up.port().orElseGet(() -> stack.gatewayPort().orElse(Doctor.DEFAULT_PORT));

        Thread onInterrupt = new Thread(() -> stack.stopIfStartedHere(progress()));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        stack.start(port, progress());
        SeedWorld world = SeedWorld.load();
        if (folder.seeded().isEmpty()) {
            if (seeded) {
                seed(world, stack);
            }
            folder.rememberSeeded(seeded);
        }
        if (seeded && !environment.containsKey(PUSH_LIMIT)) {
            out.println("push limit        " + SeedWorld.PUSH_LIMIT + " followers, so that this small world shows push"
                    + " and pull; " + PUSH_LIMIT + " in the environment sets another");
        }
        out.println(Welcome.text(
                seeded, stack.gatewayUrl(), world.guide(), stack.secrets().loginPassword()));
        out.println("started in " + seconds(Duration.between(start, Instant.now()))
                + (up.detach() ? "; ./rookery status shows it, ./rookery down stops it" : "; Ctrl-C stops everything"));
        if (up.detach()) {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } else {
            stack.awaitEnd(component -> out.println(component.title() + " has died: ./rookery logs " + component.title()
                    + " may say why, ./rookery start " + component.title() + " starts it again"));
        }
        return 0;
    }

    private static Map<String, String> withPushLimit(Map<String, String> environment) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.putIfAbsent(PUSH_LIMIT, Integer.toString(SeedWorld.PUSH_LIMIT));
        return changed;
    }

    private void seed(SeedWorld world, LocalStack stack) {
        Instant start = Instant.now();
        new Seeder(stack.gatewayUrl(), stack.secrets().loginPassword()).plant(world);
        out.println("seeded            " + world.summary() + " in " + seconds(Duration.between(start, Instant.now())));
    }

    private int status(Command.Status status) {
        DataFolder folder = existingFolder(status.data());
        LocalStack stack = stack(folder, environment);
        List<ComponentStatus> components = stack.status();
        StatusReport report = StatusReport.of(stack.gatewayUrl(), folder.root(), components);
        out.println(status.json() ? report.json() : report.table());
        return report.ready() ? 0 : FAILED;
    }

    private int logs(Command.Logs logs) {
        Path log = existingFolder(logs.data()).log(logs.component());
        if (!Files.exists(log)) {
            throw new StackException(logs.component().title() + " has no log: it was never started");
        }
        List<String> tail = new ArrayList<>(List.of("tail", "-n", LOG_LINES));
        if (logs.follow()) {
            tail.add("-F");
        }
        tail.add(log.toString());
        try {
            return new ProcessBuilder(tail).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new StackException("cannot run tail: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private int doctor(Path data) {
        List<Doctor.Finding> findings = new Doctor(data, build, environment).examine();
        findings.forEach(out::println);
        return findings.stream().allMatch(Doctor.Finding::good) ? 0 : FAILED;
    }

    private int chaos(Command.Chaos command) {
        long seed = command.seed().orElseGet(() -> ThreadLocalRandom.current().nextLong(1_000_000));
        try (Chaos chaos = new Chaos(seed, DataFolder.at(command.data()), build, environment, out::println)) {
            Thread onInterrupt = new Thread(chaos::close);
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            Chaos.Outcome outcome = chaos.runFor(Duration.ofMinutes(command.minutes()), ReplyRule.NONE);
            out.print(outcome.text());
            if (outcome.held()) {
                chaos.delete();
            }
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            return outcome.held() ? 0 : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private ProgressListener progress() {
        return new ProgressListener() {
            @Override
            public void ready(Component component, int port, Duration took) {
                out.printf(Locale.ROOT, "%-17s ready in %7s  127.0.0.1:%d%n", component.title(), seconds(took), port);
            }

            @Override
            public void stopped(Component component, Duration took) {
                out.printf(Locale.ROOT, "%-17s stopped in %s%n", component.title(), seconds(took));
            }
        };
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
