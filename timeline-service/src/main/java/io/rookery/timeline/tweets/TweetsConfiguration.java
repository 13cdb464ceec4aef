package io.rookery.timeline.tweets;

import java.time.Clock;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of tweet-service, and the time. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "tweet-service", types = TweetClient.class)
class TweetsConfiguration {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }
}
