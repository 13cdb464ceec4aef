package io.rookery.tweet.counting;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;

/** The dead letters of {@code tweets.v1}. */
@Configuration(proxyBeanMethods = false)
class CountingConfiguration {

    @Bean
    NewTopic tweetsDeadLetters(@Value("${rookery.topics.prefix}") String prefix) {
        return TopicBuilder.name(prefix + "tweets.v1" + DeadLettersConfiguration.SUFFIX)
                .build();
    }
}
