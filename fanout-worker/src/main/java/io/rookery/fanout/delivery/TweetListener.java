package io.rookery.fanout.delivery;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code tweets.v1}. The offset is committed after the effect. */
@Component
class TweetListener {

    private final DeliveryService deliveries;
    private final JsonMapper json;

    TweetListener(DeliveryService deliveries, JsonMapper json) {
        this.deliveries = deliveries;
        this.json = json;
    }

    @KafkaListener(id = "tweets", topics = "${rookery.topics.prefix}tweets.v1", groupId = "${rookery.fanout.group}")
    void on(String event) {
        switch (TweetEvent.parse(event, json)) {
            case TweetEvent.TweetPosted posted -> deliveries.deliver(posted);
            case TweetEvent.TweetDeleted deleted -> deliveries.withdraw(deleted);
            case null -> {}
        }
    }
}
