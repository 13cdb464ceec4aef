package io.rookery.local;

import io.rookery.local.PublicApi.User;
import io.rookery.local.stack.Build;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.local.stack.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a page of 20 of a home timeline costs all processes together, for readers who follow few and many, and pulled authors
 * none and many; and what a poll costs that finds nothing. Prints, and asserts nothing.
 *
 * <p>{@code ./mvnw -pl local-stack -am verify -Drookery.benchmark=true -Dit.test=HomeReadBenchmarkIT -Dtest=None
 * -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false}
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIfSystemProperty(named = "rookery.benchmark", matches = "true")
class HomeReadBenchmarkIT {

    private static final List<Component> SERVICES =
            List.of(Component.API_GATEWAY, Component.TIMELINE_SERVICE, Component.TWEET_SERVICE, Component.USER_SERVICE);
    private static final int FRIENDS = 50;
    private static final int TWEETS = 4;
    private static final int FOLLOWEES = 5_000;
    private static final int CELEBRITIES = 200;
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 5;
    private static final int READS = 500;
    private static final int CONNECTIONS = 4;

    private final LocalStack stack;
    private final Map<String, Runnable> requests = new LinkedHashMap<>();

    HomeReadBenchmarkIT(LocalStack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void readers_of_each_kind() {
        restart("-Xmx256m -XX:+UseSerialGC"); // with the compiler that production has
        var api = new PublicApi(stack.gatewayUrl());
        try (Crowd crowd = new Crowd(stack)) {
            List<Long> friends = posted(api, "friend", FRIENDS, TWEETS);
            List<Long> celebrities = posted(api, "celebrity", CELEBRITIES, 1);
            crowd.leaveToPull(celebrities);
            List<Long> silent = crowd.register("silent", FOLLOWEES - FRIENDS);

            User few = reader(api, crowd, friends);
            User many = reader(api, crowd, friends);
            crowd.followAll(many, silent);
            User famous = reader(api, crowd, friends);
            crowd.followAll(famous, celebrities);

            String newest = Objects.requireNonNull(few.home(null, 20).prev());
            requests.put("50 followees", () -> few.home(null, 20));
            requests.put("5,000 followees", () -> many.home(null, 20));
            requests.put("50 and 200 pulled", () -> famous.home(null, 20));
            requests.put("poll that finds nothing", () -> few.home(newest, 20));
        }
    }

    @AfterAll
    void as_all_other_tests_have_it() {
        restart("");
    }

    @Test
    void what_a_page_costs() {
        Map<String, long[]> ticks = new LinkedHashMap<>();
        IntStream.range(0, WARM_UP).forEach(_ -> requests.values().forEach(this::read)); // compiles what is measured
        for (int round = 0; round < ROUNDS; round++) {
            requests.forEach((name, request) -> {
                long[] before = cpu();
                read(request);
                long[] after = cpu();
                long[] sum = ticks.computeIfAbsent(name, _ -> new long[before.length]);
                Arrays.setAll(sum, i -> sum[i] + after[i] - before[i]);
            });
        }
        System.out.printf("%n%-26s %8s", "CPU of a request, ms", "all");
        Arrays.stream(Component.values()).forEach(component -> System.out.printf(" %s", component.title()));
        ticks.forEach((name, micros) -> {
            System.out.printf(
                    "%n%-26s %8.2f", name, millis(Arrays.stream(micros).sum()));
            for (Component component : Component.values()) {
                System.out.printf(" %" + component.title().length() + ".2f", millis(micros[component.ordinal()]));
            }
        });
        System.out.println();
    }

    private static double millis(long micros) {
        return micros / 1_000.0 / (ROUNDS * READS);
    }

    private void read(Runnable request) {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            IntStream.range(0, READS).forEach(_ -> threads.execute(request));
        }
    }

    private long[] cpu() {
        return Arrays.stream(Component.values())
                .mapToLong(component -> Processes.cpuMicros(stack, component))
                .toArray();
    }

    private static List<Long> posted(PublicApi api, String name, int users, int tweets) {
        List<Long> authors = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            User author = api.register(name);
            IntStream.range(0, tweets).forEach(n -> author.tweet("Tweet number " + n + " of somebody to be read"));
            authors.add(Long.valueOf(author.id));
        }
        return authors;
    }

    private static User reader(PublicApi api, Crowd crowd, List<Long> friends) {
        User reader = api.register("reader");
        crowd.followAll(reader, friends);
        return reader;
    }

    private void restart(String javaOptions) {
        for (Component service : SERVICES) {
            stack.stop(service);
            LocalStack.of(stack.folder(), Build.current(), Map.of("ROOKERY_JAVA_OPTS", javaOptions))
                    .start(service, ProgressListener.NONE);
        }
    }
}
