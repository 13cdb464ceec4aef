package io.rookery.fanout;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The dead-letter topics, which belong to the consumer; the topics themselves belong to their producers. */
@Configuration(proxyBeanMethods = false)
class TopicConfiguration {

    @Bean
    NewTopics deadLetterTopics(@Value("${rookery.topics.prefix}") String prefix) {
        return new NewTopics(
                deadLetters(prefix, "tweets.v1"), deadLetters(prefix, "follows.v1"), deadLetters(prefix, "users.v1"));
    }

    private static NewTopic deadLetters(String prefix, String topic) {
        return TopicBuilder.name(prefix + topic + DeadLettersConfiguration.SUFFIX)
                .build();
    }
}
