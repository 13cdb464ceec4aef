package io.rookery.tweet.erasure;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code users.v1}. The offset is committed after the effect. */
@Component
class UserListener {

    private final ErasureService erasures;
    private final JsonMapper json;

    UserListener(ErasureService erasures, JsonMapper json) {
        this.erasures = erasures;
        this.json = json;
    }

    /** In a group of its own: an erasure may take a while, and counting goes on. */
    @KafkaListener(
            id = "erasure",
            topics = "${rookery.topics.prefix}users.v1",
            groupId = "${rookery.topics.prefix}tweet-service-erasure",
            concurrency = "1")
    void on(@Payload(required = false) @Nullable String event) {
        UserEvent erased = UserEvent.parse(event, json);
        if (erased != null) {
            erasures.erase(erased.userId());
        }
    }
}
