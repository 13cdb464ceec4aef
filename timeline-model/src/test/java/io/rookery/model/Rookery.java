package io.rookery.model;

import io.rookery.defaults.problem.Infrastructure;
import io.rookery.fanout.FanoutWorkerApplication;
import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.RedisBackend;
import io.rookery.timeline.TimelineServiceApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * fanout-worker and timeline-service as they are, on real Redis and Kafka, between played services. Timelines are so small that
 * a few tweets overflow every part of them, and pages of followers so small that three followers are two. Started once.
 */
final class Rookery {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SMALL = List.of(
            "--rookery.timelines.recent=2",
            "--rookery.timelines.slack=1",
            "--rookery.timelines.authored=2",
            "--rookery.timelines.capacity=5",
            // Else a page may be as old as such a list
            "--rookery.skeletons.fresh=1ns",
            "--rookery.fanout.follower-page=1",
            "--rookery.fanout.backfill-depth=3",
            "--rookery.fanout.page-partitions=2");
    private static final List<String> QUICK = List.of(
            "--server.port=0",
            "--logging.level.root=error",
            "--spring.kafka.listener.concurrency=2",
            // A worker that starts again has its partitions after two heartbeats
            "--spring.kafka.consumer.properties.heartbeat.interval.ms=50",
            // What is tried again is fetched again, after the fetch that waits for more
            "--spring.kafka.consumer.fetch-max-wait=20ms",
            "--spring.kafka.producer.properties.linger.ms=0",
            // Slow is no failure here: many histories are played at once, and the first ones before anything is
            // compiled
            "--spring.http.serviceclient.user-service.read-timeout=60s",
            "--spring.http.serviceclient.tweet-service.read-timeout=60s",
            "--spring.http.serviceclient.user-service.connect-timeout=10s",
            "--spring.http.serviceclient.tweet-service.connect-timeout=10s",
            "--spring.data.redis.timeout=10s",
            "--resilience4j.bulkhead.configs.default.max-concurrent-calls=1000",
            // Calls that are made to fail are to be noticed, at once and each of them
            "--resilience4j.circuitbreaker.configs.default.minimum-number-of-calls=1000000",
            "--resilience4j.retry.configs.default.max-attempts=1");

    private final RedisBackend redisServer = new RedisBackend();
    private final TestTokens tokens = new TestTokens();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Long, String> bearers = new ConcurrentHashMap<>();
    private final PlayedServices services = new PlayedServices();
    private final Topics topics;
    private final KafkaListenerEndpointRegistry listeners;
    private final StringRedisTemplate redis;
    private final String url;

    private Rookery() {
        KafkaBackend kafka = new KafkaBackend();
        topics = new Topics(kafka);
        ConfigurableApplicationContext worker = start(
                FanoutWorkerApplication.class,
                kafka,
                services.urlForWorker(),
                "--spring.kafka.consumer.properties.interceptor.classes=" + Commits.class.getName());
        listeners = worker.getBean(KafkaListenerEndpointRegistry.class);
        worker.getBean(DefaultErrorHandler.class)
                .setBackOffFunction((_, failure) ->
                        new FixedBackOff(1, Infrastructure.isFault(failure) ? FixedBackOff.UNLIMITED_ATTEMPTS : 2));
        ConfigurableApplicationContext reader = start(TimelineServiceApplication.class, kafka, services.urlForReader());
        redis = reader.getBean(StringRedisTemplate.class);
        url = "http://127.0.0.1:" + reader.getEnvironment().getRequiredProperty("local.server.port");
    }

    private static final class Running {
        private static final Rookery ROOKERY = new Rookery();
    }

    static Rookery running() {
        return Running.ROOKERY;
    }

    private ConfigurableApplicationContext start(
            Class<?> application, KafkaBackend kafka, String services, String... more) {
        List<String> settings = new ArrayList<>(List.of("--spring.config.location=" + settingsOf(application)));
        settings.addAll(QUICK);
        settings.addAll(SMALL);
        settings.addAll(List.of(more));
        settings.add("--ROOKERY_USER_SERVICE_URL=" + services);
        settings.add("--ROOKERY_TWEET_SERVICE_URL=" + services);
        Stream.of(redisServer, kafka, tokens)
                .flatMap(backend -> backend.properties().entrySet().stream())
                .forEach(property -> settings.add("--" + property.getKey() + "=" + property.getValue()));
        return new SpringApplicationBuilder(application).run(settings.toArray(String[]::new));
    }

    /** Both have an application.yaml: the one beside the application, in its folder or jar. */
    private static String settingsOf(Class<?> application) {
        String own = application.getSimpleName() + ".class";
        URL place = Objects.requireNonNull(application.getResource(own));
        String path = "/" + application.getName().replace('.', '/') + ".class";
        return place.toString().replace(path, "/application.yaml");
    }

    /** A page of a home timeline. */
    record Page(List<Long> ids, @Nullable String next, String previous) {}

    /** @param cursor null for the top */
    Page page(long reader, int limit, @Nullable String cursor) {
        String path = "/v1/users/me/timeline?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", bearers.computeIfAbsent(reader, tokens::bearer))
                .build();
        JsonNode page = JSON.readTree(send(request, 200));
        return new Page(
                page.required("tweets")
                        .valueStream()
                        .map(tweet -> Long.valueOf(tweet.required("tweet_id").asString()))
                        .toList(),
                page.has("next_cursor") ? page.get("next_cursor").asString() : null,
                page.required("prev_cursor").asString());
    }

    private String send(HttpRequest request, int expected) {
        try {
            HttpResponse<String> reply = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (reply.statusCode() != expected) {
                throw new AssertionError(request + " was refused: " + reply.statusCode() + " " + reply.body());
            }
            return reply.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As tweet-service does before it answers the author. */
    void tell(String method, World.Tweet tweet) {
        URI place = URI.create(url + "/internal/timelines/" + tweet.authorId() + "/tweets/" + tweet.id());
        send(
                HttpRequest.newBuilder(place)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .header("X-Internal-Key", tokens.internalKey())
                        .build(),
                204);
    }

    PlayedServices services() {
        return services;
    }

    Topics topics() {
        return topics;
    }

    /** All there is of these users and tweets, at once. */
    void flush(List<Long> users, List<Long> tweets) {
        redis.delete(Stream.concat(
                        users.stream()
                                .flatMap(
                                        user -> Arrays.stream(Step.Key.values()).map(key -> key(user, key))),
                        tweets.stream().map(tweet -> redisServer.keyPrefix() + "gone:" + tweet))
                .toList());
    }

    void evict(long user, Step.Key key) {
        redis.delete(key(user, key));
    }

    private String key(long user, Step.Key key) {
        String timeline = "timeline:{" + user + "}";
        return redisServer.keyPrefix()
                + switch (key) {
                    case TIMELINE -> timeline;
                    case OLDER -> timeline + ":older";
                    case PULLED -> timeline + ":pulled";
                    case AUTHORED -> "authored:" + user;
                };
    }

    /** @param uncommitted records of each partition that come again */
    void restartWorker(int uncommitted) {
        listeners.stop();
        topics.forgetCommits(uncommitted);
        listeners.start();
    }
}
