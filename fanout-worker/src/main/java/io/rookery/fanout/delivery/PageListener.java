package io.rookery.fanout.delivery;

import java.util.List;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes pages of followers from the queue. Offsets are committed after the effect. */
@Component
class PageListener {

    private final DeliveryService deliveries;
    private final JsonMapper json;

    PageListener(DeliveryService deliveries, JsonMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    @KafkaListener(
            id = "pages",
            topics = "${rookery.fanout.pages-topic}",
            groupId = "${rookery.fanout.group}",
            batch = "true")
    void on(List<String> events) {
        Batches.process(
                events,
                batch -> FollowerPage.merge(batch.stream()
                                .map(event -> json.readValue(event, FollowerPage.class))
                                .toList())
                        .forEach(deliveries::deliver));
    }
}
