package io.rookery.tweet;

import io.rookery.test.TestTokens;
import io.rookery.test.backends.CassandraBackend;
import io.rookery.test.backends.KafkaBackend;
import io.rookery.test.backends.WithBackends;
import io.rookery.tweet.authors.FakeUsers;
import io.rookery.tweet.erasure.FakeErasures;
import io.rookery.tweet.media.FakeMedia;
import io.rookery.tweet.reactions.FakeProfiles;
import io.rookery.tweet.relations.FakeRelations;
import io.rookery.tweet.timelines.PlayedTimelines;
import io.rookery.tweet.tweets.StoredTweets;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole service on real Cassandra and Kafka, one context for all tests; only user-service and media-service are fakes. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "rookery.authors.pause=1ms",
            "rookery.media.pause=1ms",
            "rookery.counting.pause=1s",
            "rookery.ids.lease=12s",
            "rookery.ids.renewal=2s",
            "rookery.ids.margin=4s",
            "rookery.outbox.queue=50",
            "rookery.outbox.sweep-interval=500ms",
            "rookery.outbox.adopt-interval=1s",
            "rookery.outbox.min-age=2s",
            "rookery.outbox.settle=10s"
        })
@WithBackends({CassandraBackend.class, KafkaBackend.class, TestTokens.class, PlayedTimelines.class})
@Import({
    Api.class,
    TweetEvents.class,
    FakeUsers.class,
    FakeRelations.class,
    FakeMedia.class,
    StatementLog.class,
    StoredTweets.class,
    FakeProfiles.class,
    FakeErasures.class
})
public @interface WithTweetService {}
