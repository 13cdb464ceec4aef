package io.rookery.tweet.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The queue and the topic it leads to. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    OutboxQueue outboxQueue(OutboxProperties settings) {
        return new OutboxQueue(settings.queue());
    }

    /** Replicated as the broker's default says. */
    @Bean
    NewTopic tweetsTopic(TopicProperties topics) {
        return TopicBuilder.name(topics.tweets())
                .partitions(topics.partitions())
                .build();
    }
}
