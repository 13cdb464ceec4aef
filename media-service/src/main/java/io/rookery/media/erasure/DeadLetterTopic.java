package io.rookery.media.erasure;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the topic of dead letters, and only then lets the listener begin: without the topic a poison event would block its
 * partition. While Kafka is down it tries on, and uploads go on.
 */
@Component
class DeadLetterTopic {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterTopic.class);
    private static final int RETRY_SECONDS = 5;

    private final KafkaAdmin kafka;
    private final KafkaListenerEndpointRegistry listeners;
    private final String topic;

    DeadLetterTopic(
            KafkaAdmin kafka,
            KafkaListenerEndpointRegistry listeners,
            @Value("${rookery.topics.prefix}users.v1" + DeadLettersConfiguration.SUFFIX) String topic) {
        this.kafka = kafka;
        this.listeners = listeners;
        this.topic = topic;
    }

    @Scheduled(fixedDelay = RETRY_SECONDS, timeUnit = TimeUnit.SECONDS)
    void makeAndListen() {
        var listener = Objects.requireNonNull(listeners.getListenerContainer(UserListener.ID));
        if (listener.isRunning()) {
            return;
        }
        try {
            kafka.createOrModifyTopics(TopicBuilder.name(topic).build());
            listener.start();
        } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
            log.atWarn()
                    .setMessage("Kafka is not there yet, erasures wait")
                    .addKeyValue("reason", String.valueOf(e))
                    .log();
        }
    }
}
