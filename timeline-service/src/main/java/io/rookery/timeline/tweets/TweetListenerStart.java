package io.rookery.timeline.tweets;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts to listen as soon as the name of Kafka is known: the service serves without. Others tell that Kafka is away. */
@Component
class TweetListenerStart {

    private static final Logger log = LoggerFactory.getLogger(TweetListenerStart.class);
    private static final int RETRY_SECONDS = 10;

    private final KafkaListenerEndpointRegistry listeners;

    TweetListenerStart(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    @Scheduled(fixedDelay = RETRY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void start() {
        MessageListenerContainer listener = Objects.requireNonNull(listeners.getListenerContainer(TweetListener.ID));
        if (!listener.isRunning()) {
            try {
                listener.start();
            } catch (KafkaException e) {
                log.debug("Kafka is not known yet", e);
            }
        }
    }
}
