package io.rookery.user.outbox;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.support.ProducerListener;

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

    /** Instead of Spring's, which logs each failed record with its payload as an error: the relay says it once. */
    @Bean
    ProducerListener<Object, Object> failuresAreTheRelaysToTell() {
        return new ProducerListener<>() {};
    }

    /** As many replicas as the brokers' default says. */
    private static NewTopic topic(String name, TopicProperties topics) {
        return TopicBuilder.name(name).partitions(topics.partitions()).build();
    }
}
