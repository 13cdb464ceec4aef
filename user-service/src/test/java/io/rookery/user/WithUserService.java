package io.rookery.user;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.PostgresBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.user.avatars.FakeMedia;
import io.rookery.user.tweets.FakeTweets;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole service on real PostgreSQL and Kafka, one context for all tests; the other services are fakes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // Hundreds of requests at once, on a small machine
            "rookery.passwords.max-wait=60s",
            "rookery.passwords.refuse-common=true",
            "spring.datasource.hikari.connection-timeout=60000",
            "rookery.outbox.max-back-off=1s",
            "rookery.push.limit=3",
            "rookery.tweet-counts.pause=1ms",
            "rookery.erasure.page=7",
            "rookery.erasure.grace=1s",
            "spring.kafka.producer.properties.max.block.ms=1000",
            "spring.kafka.producer.properties.delivery.timeout.ms=3000",
            "spring.kafka.producer.properties.request.timeout.ms=2000"
        })
@WithBackends({PostgresBackend.class, KafkaBackend.class, TestTokens.class})
@Import({Api.class, TestUsers.class, FollowEvents.class, UserEvents.class, FakeTweets.class, FakeMedia.class})
public @interface WithUserService {}
