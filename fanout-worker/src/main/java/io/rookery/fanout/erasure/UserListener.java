package io.rookery.fanout.erasure;

import org.springframework.kafka.annotation.KafkaListener;
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

    @KafkaListener(id = "users", topics = "${rookery.topics.prefix}users.v1", groupId = "${rookery.fanout.group}")
    void on(String event) {
        UserEvent erased = UserEvent.parse(event, json);
        if (erased != null) {
            erasures.erase(erased.userId());
        }
    }
}
