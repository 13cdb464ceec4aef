package io.rookery.local.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.local.LocalStackExtension;
import io.rookery.local.stack.Component;
import io.rookery.local.stack.LocalStack;
import io.rookery.test.contracts.ApiDocument;
import io.rookery.test.contracts.Operation;
import io.rookery.test.contracts.ReplyContract;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Garbage in every parameter, field and header of every operation of the document. Nothing is a fault of the server, each
 * refusal is a problem, and each reply is one the document promises.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GarbageIT {

    /** Any; the same requests each time. */
    private static final long SEED = 20_261_121;

    private static final int REQUESTS_AT_LEAST = 3_000;
    /** More adds little: the rest is drawn from all that there is. */
    private static final int REQUESTS_AT_MOST = 5_000;

    private static final int CLIENTS = 8;
    private static final int FAILURES_SHOWN = 40;
    private static final JsonMapper JSON = new JsonMapper();

    private int gateway;
    private ApiDocument api;
    private ReplyContract contract;
    private Actor actor;
    private Samples samples;
    /** For operations that delete what they are given. */
    private Samples doomed;

    @BeforeAll
    void someone_is_there(LocalStack stack) {
        gateway = stack.port(Component.API_GATEWAY);
        api = ApiDocument.published();
        contract = ReplyContract.published();
        actor = Actor.register(gateway);
        samples = Samples.of(api, actor);
        doomed = Samples.of(api, actor);
    }

    @Test
    void whatever_is_sent_gets_a_documented_answer() {
        List<Wire.Request> requests = requests();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
        long start = System.nanoTime();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            requests.forEach(request -> clients.execute(() -> {
                Wire.Reply reply = sent(request);
                statuses.computeIfAbsent(reply.status(), _ -> new AtomicInteger())
                        .incrementAndGet();
                String failure = failure(request, reply);
                if (!failure.isEmpty()) {
                    failures.add(failure + "\n    for " + request);
                }
            }));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf(
                "%,d requests of garbage to %d operations in %d s: %s%n",
                requests.size(), api.operations().size(), took.toSeconds(), new TreeMap<>(statuses));

        assertThat(failures.stream().limit(FAILURES_SHOWN).toList())
                .as("%d failures", failures.size())
                .isEmpty();
        assertThat(requests.size()).isGreaterThanOrEqualTo(REQUESTS_AT_LEAST);
        // Refused for what was wrong with it, not because someone stood at the door
        assertThat(statuses.getOrDefault(429, new AtomicInteger()).get()).isLessThan(requests.size() / 20);
        assertThat(Actor.register(gateway).tweet("Still here")).isNotEmpty();
    }

    private Wire.Reply sent(Wire.Request request) {
        try {
            return Wire.send(gateway, request);
        } catch (UncheckedIOException noAnswer) {
            return Wire.Reply.NONE;
        }
    }

    /** What is wrong with the reply, or empty. */
    private String failure(Wire.Request request, Wire.Reply reply) {
        if (reply.status() == 0) {
            return "no answer";
        }
        if (reply.status() == 401
                && reply.code().equals("unauthenticated")
                && ("Bearer " + actor.accessToken()).equals(request.headers().get("Authorization"))) {
            return "the caller is no longer known";
        }
        if (reply.status() == 503
                && request.target().startsWith("/v1/auth/")
                && reply.header("Retry-After").isPresent()) {
            // Passwords are hashed a few at a time, and who would wait too long is told so
            return "";
        }
        if (reply.status() >= 500) {
            return reply.status() + " " + reply.text();
        }
        if (reply.status() >= 400 && !reply.isProblem()) {
            return reply.status() + " is no problem: " + reply.text();
        }
        if (reply.text().matches("(?s).*(Exception|\\bat (java|org|io)\\.|SELECT |INSERT ).*")
                && reply.status() >= 400) {
            return "tells of the inside: " + reply.text();
        }
        try {
            contract.assertKept(request.method(), request.target(), reply.status(), reply.headers(), reply.body());
            return "";
        } catch (AssertionError broken) {
            return String.valueOf(broken.getMessage());
        }
    }

    /** Each known piece of garbage in each place, those of the random kind, shuffled and cut to the most we send. */
    private List<Wire.Request> requests() {
        Random random = new Random(SEED);
        List<Wire.Request> requests = new ArrayList<>();
        for (Operation operation : api.operations()) {
            if (!endsTheAccount(operation)) {
                parameters(operation, random, requests);
                headers(operation, requests);
                bodies(operation, random, requests);
            }
        }
        Collections.shuffle(requests, random);
        return requests.subList(0, Math.min(requests.size(), REQUESTS_AT_MOST));
    }

    /** One that succeeds would leave the others without a caller. */
    private static boolean endsTheAccount(Operation operation) {
        return operation.toString().equals("DELETE /v1/users/me");
    }

    private void parameters(Operation operation, Random random, List<Wire.Request> requests) {
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("header")) {
                continue;
            }
            List<String> values = new ArrayList<>(Garbage.misencoded());
            Garbage.texts(random, 10).forEach(text -> values.add(Garbage.encoded(text)));
            for (String value : values) {
                requests.add(
                        sample(operation).withTarget(samplesFor(operation).target(operation, Map.of(name, value))));
            }
            // Twice, and not at all
            String target = samplesFor(operation).target(operation, Map.of(name, "1"));
            requests.add(sample(operation).withTarget(target + "&" + name + "=2&" + name + "[]=3"));
            requests.add(sample(operation).withTarget(target + "&" + name + "=2&" + name + "%5B%5D=3"));
            requests.add(sample(operation).withTarget(target.replaceFirst("\\?.*", "")));
        }
    }

    private void headers(Operation operation, List<Wire.Request> requests) {
        for (Map.Entry<String, String> header : Garbage.HEADERS) {
            requests.add(sample(operation).with(header.getKey(), header.getValue()));
        }
        requests.add(samples.of(operation).as("nonsense"));
        requests.add(samples.of(operation).as("a".repeat(4_000)));
    }

    private void bodies(Operation operation, Random random, List<Wire.Request> requests) {
        if (operation.requestSchema().isEmpty()) {
            // A body where none is asked for
            requests.add(sample(operation)
                    .with("Content-Type", "application/json")
                    .withBody("{\"a\":[".getBytes(StandardCharsets.UTF_8)));
            return;
        }
        Garbage.BODIES.forEach(body -> requests.add(sample(operation).withBody(body)));
        JsonNode fields = api.resolve(operation.requestSchema().orElseThrow()).path("properties");
        for (String field : fields.propertyNames()) {
            List<String> values = new ArrayList<>(Garbage.VALUES);
            Garbage.TEXTS.forEach(text -> values.add(Garbage.quoted(text)));
            for (int i = 0; i < 20; i++) {
                values.add(Garbage.value(random));
            }
            values.forEach(value -> requests.add(sample(operation).withBody(body(operation, field, value))));
        }
        byte[] good = body(operation, "unknown", "1");
        for (int i = 0; i < 20; i++) {
            requests.add(sample(operation).withBody(Garbage.damaged(good, random)));
        }
    }

    /** A good body, but for one field. */
    private byte[] body(Operation operation, String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        samples.body(operation).forEach((name, good) -> fields.put(name, JSON.writeValueAsString(good)));
        fields.put(field, value);
        return fields.entrySet().stream()
                .map(entry -> Garbage.quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private Wire.Request sample(Operation operation) {
        return samplesFor(operation).of(operation).as(actor.accessToken());
    }

    private Samples samplesFor(Operation operation) {
        return operation.method().equals("DELETE") ? doomed : samples;
    }
}
