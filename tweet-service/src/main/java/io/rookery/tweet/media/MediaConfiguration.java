package io.rookery.tweet.media;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of media-service and what is kept of its answers. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "media-service", types = MediaClient.class)
class MediaConfiguration {

    @Bean
    Media media(MediaClient client, MediaProperties settings) {
        return new Media(client, settings, Ticker.systemTicker());
    }
}
