package io.rookery.tweet.counts;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The topic of counts. */
@Configuration(proxyBeanMethods = false)
class CountsConfiguration {

    /** Nothing in it is worth anything after a minute. */
    @Bean
    NewTopic countsTopic(
            @Value("${rookery.topics.prefix}") String prefix, @Value("${rookery.topics.partitions:6}") int partitions) {
        return TopicBuilder.name(prefix + "counts.v1")
                .partitions(partitions)
                .config("retention.ms", "600000")
                .build();
    }
}
