package io.rookery.user.tweets;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of tweet-service and what is remembered of its answers. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "tweet-service", types = TweetClient.class)
class TweetCountConfiguration {

    @Bean
    TweetCounts tweetCounts(TweetClient tweets, TweetCountProperties settings, Ticker ticker) {
        return new TweetCounts(tweets, settings, ticker);
    }
}
