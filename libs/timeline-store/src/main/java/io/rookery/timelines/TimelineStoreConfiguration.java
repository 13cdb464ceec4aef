package io.rookery.timelines;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Imported by the services that own timelines. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TimelineProperties.class)
public class TimelineStoreConfiguration {

    @Bean
    Scripts timelineScripts(StringRedisTemplate redis, LettuceConnectionFactory connections) {
        return new Scripts(redis, connections.isClusterAware());
    }

    @Bean
    StoredList storedLists(Scripts scripts, TimelineProperties settings) {
        return new StoredList(scripts, settings, new SecureRandom());
    }

    @Bean
    TimelineStore timelineStore(Scripts scripts, StoredList lists, TimelineProperties settings) {
        return new TimelineStore(scripts, lists, settings);
    }

    @Bean
    AuthoredStore authoredStore(
            Scripts scripts, StoredList lists, TimelineStore timelines, TimelineProperties settings) {
        return new AuthoredStore(scripts, lists, timelines, settings);
    }

    @Bean
    TombstoneStore tombstoneStore(Scripts scripts, TimelineProperties settings) {
        return new TombstoneStore(scripts, settings);
    }
}
