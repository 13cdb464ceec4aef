package io.rookery.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceEnvironmentTests {

    private final AtomicInteger next = new AtomicInteger(20_000);
    private final StackPorts ports = StackPorts.NONE.choose(8080, port -> true, next::getAndIncrement);
    private final Secrets secrets = Secrets.random(new SecureRandom());
    private final ServiceEnvironment wiring = new ServiceEnvironment(ports, ports, secrets, Path.of("/keys"));

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {
                "USER_SERVICE",
                "TWEET_SERVICE",
                "TIMELINE_SERVICE",
                "MEDIA_SERVICE",
                "FANOUT_WORKER",
                "API_GATEWAY"
            })
    void every_service_listens_on_its_own_port_of_this_machine_only(Component service) {
        assertThat(wiring.of(service))
                .containsEntry("SERVER_ADDRESS", "127.0.0.1")
                .containsEntry("SERVER_PORT", Integer.toString(ports.of(service)));
    }

    @Test
    void the_gateway_has_a_port_for_its_management_and_the_redis_of_its_limits() {
        assertThat(wiring.of(Component.API_GATEWAY))
                .containsEntry("MANAGEMENT_SERVER_PORT", Integer.toString(ports.of(StackPorts.GATEWAY_MANAGEMENT)))
                .containsEntry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1")
                .containsEntry("ROOKERY_REDIS_URL", "redis://127.0.0.1:" + ports.of(Component.REDIS))
                .doesNotContainKeys("ROOKERY_SIGNING_KEYS", "ROOKERY_POSTGRES_PASSWORD", "ROOKERY_S3_SECRET_KEY");
    }

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"TWEET_SERVICE", "TIMELINE_SERVICE", "MEDIA_SERVICE", "FANOUT_WORKER", "API_GATEWAY"})
    void everyone_can_ask_user_service_which_sessions_have_ended(Component service) {
        assertThat(wiring.of(service))
                .containsEntry(
                        "ROOKERY_REVOCATIONS_URI",
                        "http://127.0.0.1:" + ports.of(Component.USER_SERVICE) + "/internal/sessions/revoked")
                .containsEntry("ROOKERY_INTERNAL_KEY", secrets.internalKey());
    }

    @ParameterizedTest
    @EnumSource(
            value = Component.class,
            names = {"USER_SERVICE", "TWEET_SERVICE", "MEDIA_SERVICE", "FANOUT_WORKER"})
    void those_who_erase_what_a_user_left_hear_of_it_by_kafka(Component service) {
        assertThat(wiring.of(service))
                .containsEntry("ROOKERY_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.of(Component.KAFKA));
    }

    @Test
    void what_stands_between_is_told_to_the_others_and_not_to_the_service_behind_it() {
        StackPorts reached = ports.behind(Map.of(Component.USER_SERVICE, 31_000, Component.CASSANDRA, 31_001));
        ServiceEnvironment behind = new ServiceEnvironment(ports, reached, secrets, Path.of("/keys"));

        assertThat(behind.of(Component.TWEET_SERVICE))
                .containsEntry("ROOKERY_USER_SERVICE_URL", "http://127.0.0.1:31000")
                .containsEntry("ROOKERY_REVOCATIONS_URI", "http://127.0.0.1:31000/internal/sessions/revoked")
                .containsEntry("ROOKERY_CASSANDRA_CONTACT_POINTS", "127.0.0.1:31001")
                .containsEntry("ROOKERY_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.of(Component.KAFKA));
        assertThat(behind.of(Component.USER_SERVICE))
                .containsEntry("SERVER_PORT", Integer.toString(ports.of(Component.USER_SERVICE)));
    }

    @Test
    void those_who_own_the_timelines_know_redis_and_kafka() {
        for (Component service : List.of(Component.TIMELINE_SERVICE, Component.FANOUT_WORKER)) {
            assertThat(wiring.of(service))
                    .containsEntry("ROOKERY_REDIS_URL", "redis://127.0.0.1:" + ports.of(Component.REDIS))
                    .containsEntry("ROOKERY_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.of(Component.KAFKA));
        }
    }

    @Test
    void tweet_service_knows_where_to_tell_of_tweets_at_once() {
        assertThat(wiring.of(Component.TWEET_SERVICE))
                .containsEntry(
                        "ROOKERY_TIMELINE_SERVICE_URL", "http://127.0.0.1:" + ports.of(Component.TIMELINE_SERVICE));
    }

    @Test
    void only_user_service_can_sign_tokens() {
        assertThat(wiring.of(Component.USER_SERVICE)).containsEntry("ROOKERY_SIGNING_KEYS", "/keys");
        assertThat(wiring.of(Component.TWEET_SERVICE)).doesNotContainKey("ROOKERY_SIGNING_KEYS");
    }

    @Test
    void the_two_services_with_postgres_have_a_database_each() {
        String server = "jdbc:postgresql://127.0.0.1:" + ports.of(Component.POSTGRES);

        assertThat(wiring.of(Component.USER_SERVICE)).containsEntry("ROOKERY_POSTGRES_URL", server + "/rookery_users");
        assertThat(wiring.of(Component.MEDIA_SERVICE)).containsEntry("ROOKERY_POSTGRES_URL", server + "/rookery_media");
        assertThat(wiring.of(Component.TIMELINE_SERVICE)).doesNotContainKey("ROOKERY_POSTGRES_PASSWORD");
    }
}
