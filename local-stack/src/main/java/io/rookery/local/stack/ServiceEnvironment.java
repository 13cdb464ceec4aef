package io.rookery.local.stack;

import static io.rookery.local.stack.Component.API_GATEWAY;
import static io.rookery.local.stack.Component.CASSANDRA;
import static io.rookery.local.stack.Component.KAFKA;
import static io.rookery.local.stack.Component.MEDIA_SERVICE;
import static io.rookery.local.stack.Component.REDIS;
import static io.rookery.local.stack.Component.S3;
import static io.rookery.local.stack.Component.TIMELINE_SERVICE;
import static io.rookery.local.stack.Component.TWEET_SERVICE;
import static io.rookery.local.stack.Component.USER_SERVICE;

import io.rookery.backends.Postgres;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service is told by its environment: where the others are, and only the secrets it needs itself.
 *
 * @param ports on which the components listen
 * @param reached where a service reaches the others
 */
record ServiceEnvironment(StackPorts ports, StackPorts reached, Secrets secrets, Path signingKeys) {

    static final String USERS_DATABASE = "rookery_users";
    static final String MEDIA_DATABASE = "rookery_media";

    Map<String, String> of(Component service) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.of(service)));
        environment.put("ROOKERY_USER_SERVICE_URL", reached.httpUrl(USER_SERVICE));
        environment.put("ROOKERY_TWEET_SERVICE_URL", reached.httpUrl(TWEET_SERVICE));
        environment.put("ROOKERY_TIMELINE_SERVICE_URL", reached.httpUrl(TIMELINE_SERVICE));
        environment.put("ROOKERY_MEDIA_SERVICE_URL", reached.httpUrl(MEDIA_SERVICE));
        environment.put("ROOKERY_JWKS_URI", reached.httpUrl(USER_SERVICE) + "/.well-known/jwks.json");
        environment.put("ROOKERY_REVOCATIONS_URI", reached.httpUrl(USER_SERVICE) + "/internal/sessions/revoked");
        environment.put("ROOKERY_INTERNAL_KEY", secrets.internalKey());
        environment.putAll(ownOf(service));
        // Keeps glibc from holding a memory arena for each of many threads
        environment.put("MALLOC_ARENA_MAX", "2");
        return environment;
    }

    private Map<String, String> ownOf(Component service) {
        return switch (service) {
            case USER_SERVICE ->
                merge(postgres(USERS_DATABASE), kafka(), Map.of("ROOKERY_SIGNING_KEYS", signingKeys.toString()));
            case TWEET_SERVICE -> merge(cassandra(), kafka());
            case MEDIA_SERVICE ->
                merge(
                        postgres(MEDIA_DATABASE),
                        s3(),
                        kafka(),
                        Map.of("ROOKERY_PUBLIC_URL", reached.httpUrl(Component.API_GATEWAY)));
            case TIMELINE_SERVICE, FANOUT_WORKER -> merge(kafka(), redis());
            case API_GATEWAY ->
                merge(
                        redis(),
                        Map.of(
                                "MANAGEMENT_SERVER_ADDRESS",
                                "127.0.0.1",
                                "MANAGEMENT_SERVER_PORT",
                                Integer.toString(ports.of(StackPorts.GATEWAY_MANAGEMENT))));
            case POSTGRES, REDIS, KAFKA, CASSANDRA, S3 ->
                throw new IllegalArgumentException(service + " is not a service");
        };
    }

    private Map<String, String> postgres(String database) {
        Postgres postgres = new Postgres(Path.of(""), reached.of(Component.POSTGRES), secrets.postgresPassword());
        return Map.of(
                "ROOKERY_POSTGRES_URL", postgres.jdbcUrl(database),
                "ROOKERY_POSTGRES_USER", Postgres.USER,
                "ROOKERY_POSTGRES_PASSWORD", secrets.postgresPassword());
    }

    private Map<String, String> kafka() {
        return Map.of("ROOKERY_KAFKA_BOOTSTRAP", "127.0.0.1:" + reached.of(KAFKA));
    }

    private Map<String, String> redis() {
        return Map.of("ROOKERY_REDIS_URL", "redis://127.0.0.1:" + reached.of(REDIS));
    }

    private Map<String, String> cassandra() {
        return Map.of(
                "ROOKERY_CASSANDRA_CONTACT_POINTS",
                "127.0.0.1:" + reached.of(CASSANDRA),
                "ROOKERY_CASSANDRA_DATACENTER",
                "datacenter1");
    }

    private Map<String, String> s3() {
        return Map.of(
                "ROOKERY_S3_ENDPOINT", reached.httpUrl(S3),
                "ROOKERY_S3_ACCESS_KEY", secrets.s3AccessKey(),
                "ROOKERY_S3_SECRET_KEY", secrets.s3SecretKey());
    }

    @SafeVarargs
    private static Map<String, String> merge(Map<String, String>... parts) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> part : parts) {
            all.putAll(part);
        }
        return all;
    }
}
