package io.rookery.tweet.counting;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerPostProcessor;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The events of {@code tweets.v1} that are left for later, and the dead letters of both. */
@Configuration(proxyBeanMethods = false)
class CountingConfiguration {

    @Bean
    NewTopic tweetsLater(@Value("${rookery.topics.prefix}") String prefix) {
        return TopicBuilder.name(prefix + "tweets.v1" + TweetListener.LATER).build();
    }

    @Bean
    NewTopic tweetsDeadLetters(@Value("${rookery.topics.prefix}") String prefix) {
        return TopicBuilder.name(prefix + "tweets.v1" + DeadLettersConfiguration.SUFFIX)
                .build();
    }

    @Bean
    NewTopic tweetsLaterDeadLetters(NewTopic tweetsLater) {
        return TopicBuilder.name(tweetsLater.name() + DeadLettersConfiguration.SUFFIX)
                .build();
    }

    @Bean
    ContainerPostProcessor<String, String, ConcurrentMessageListenerContainer<String, String>> nowAndThen(
            CountingProperties settings) {
        return container -> container
                .getContainerProperties()
                .setIdleBetweenPolls(settings.pause().toMillis());
    }
}
