package io.rookery.fanout.delivery;

import java.util.List;
import java.util.Objects;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code tweets.v1}. Offsets are committed after the effect. */
@Component
class TweetListener {

    private final DeliveryService deliveries;
    private final JsonMapper json;

    TweetListener(DeliveryService deliveries, JsonMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    @KafkaListener(
            id = "tweets",
            topics = "${rookery.topics.prefix}tweets.v1",
            groupId = "${rookery.fanout.group}",
            batch = "true")
    void on(List<String> events) {
        Batches.process(
                events,
                batch -> deliveries.deliver(DeliveryPlan.of(batch.stream()
                        .map(event -> TweetEvent.parse(event, json))
                        .filter(Objects::nonNull)
                        .toList())));
    }
}
