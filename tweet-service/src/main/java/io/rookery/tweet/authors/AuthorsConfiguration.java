package io.rookery.tweet.authors;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.registry.ImportHttpServices;

/** The client of user-service and what is kept of its answers. */
@Configuration(proxyBeanMethods = false)
@ImportHttpServices(group = "user-service", types = UserClient.class)
class AuthorsConfiguration {

    @Bean
    Authors authors(UserClient users, AuthorsProperties settings) {
        return new Authors(users, settings, Ticker.systemTicker());
    }
}
