package io.rookery.user.graph;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic of the graph's events. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    /** As many replicas as the brokers' default says. */
    @Bean
    NewTopic followsTopic(TopicProperties topics) {
        return TopicBuilder.name(topics.follows())
                .partitions(topics.partitions())
                .build();
    }
}
