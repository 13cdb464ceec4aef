package io.rookery.fanout.backfill;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code follows.v1}. The offset is committed after the effect. */
@Component
class FollowListener {

    private final BackfillService backfills;
    private final JsonMapper json;

    FollowListener(BackfillService backfills, JsonMapper json) {
        this.backfills = backfills;
        this.json = json;
    }

    @KafkaListener(id = "follows", topics = "${rookery.topics.prefix}follows.v1", groupId = "${rookery.fanout.group}")
    void on(String event) {
        FollowEvent changed = FollowEvent.parse(event, json);
        if (changed != null) {
            backfills.apply(changed);
        }
    }
}
