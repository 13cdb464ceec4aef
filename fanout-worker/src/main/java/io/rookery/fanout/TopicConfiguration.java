package io.rookery.fanout;

import static io.rookery.defaults.kafka.DeadLettersConfiguration.SUFFIX;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The workers' own topic, and the dead letters of all they read; what others say is in topics of theirs. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {

    @Bean
    NewTopics workersTopics(@Value("${rookery.topics.prefix}") String prefix, FanoutProperties settings) {
        return new NewTopics(
                TopicBuilder.name(settings.pagesTopic())
                        .partitions(settings.pagePartitions())
                        .build(),
                deadLetters(settings.pagesTopic()),
                deadLetters(prefix + "tweets.v1"),
                deadLetters(prefix + "follows.v1"),
                deadLetters(prefix + "users.v1"));
    }

    private static NewTopic deadLetters(String topic) {
        return TopicBuilder.name(topic + SUFFIX).build();
    }
}
