package io.rookery.user.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topics, and how sending is logged. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    NewTopic followsTopic(TopicProperties topics) {
        return topic(topics.follows(), topics);
    }

    @Bean
    NewTopic usersTopic(TopicProperties topics) {
        return topic(topics.users(), topics);
    }

    /** As many replicas as the brokers' default says. */
    private static NewTopic topic(String name, TopicProperties topics) {
        return TopicBuilder.name(name).partitions(topics.partitions()).build();
    }
}
