package io.rookery.tweet.erasure;

import io.rookery.defaults.kafka.DeadLettersConfiguration;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of user-service, and the dead letters of {@code users.v1}. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = ErasureClient.class)
class ErasureConfiguration {

    @Bean
    NewTopic usersDeadLetters(@Value("${rookery.topics.prefix}") String prefix) {
        return TopicBuilder.name(prefix + "users.v1" + DeadLettersConfiguration.SUFFIX)
                .build();
    }
}
