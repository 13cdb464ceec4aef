package io.rookery.timelines;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnection.PipeliningFlushPolicy;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Imported by the services that own timelines. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TimelineProperties.class)
public class TimelineStoreConfiguration {

    /** Commands written to the socket at once: large enough to save system calls, small enough to keep Redis busy meanwhile. */
    private static final int FLUSH_EVERY = 500;

    @Bean
    TimelineStore timelineStore(
            StringRedisTemplate redis, LettuceConnectionFactory connections, TimelineProperties settings) {
        connections.setPipeliningFlushPolicy(PipeliningFlushPolicy.buffered(FLUSH_EVERY));
        return new TimelineStore(redis, settings, new SecureRandom());
    }
}
