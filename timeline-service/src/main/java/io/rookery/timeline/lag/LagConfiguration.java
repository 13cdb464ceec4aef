package io.rookery.timeline.lag;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;

/** Wires the measurement; it begins when the service is ready and needs no Kafka to get there. */
@Configuration(proxyBeanMethods = false)
class LagConfiguration {

    @Bean
    Lag lag(LagProperties settings, InstantSource clock, MeterRegistry registry) {
        return new Lag(new Ladder(settings.alert(), settings.pullAll()), clock, new LagMetrics(registry));
    }

    @Bean
    KafkaBacklog kafkaBacklog(
            ConsumerFactory<?, ?> kafka,
            @Value("${rookery.fanout.group}") String group,
            @Value("${rookery.topics.prefix}") String prefix) {
        return new KafkaBacklog(kafka.getConfigurationProperties(), group, prefix, Lag.TOPICS);
    }

    @Bean
    LagPoll lagPoll(KafkaBacklog kafka, Lag lag, InstantSource clock) {
        return new LagPoll(kafka::ask, lag, clock);
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> lagPollStart(LagPoll poll, LagProperties settings) {
        return _ -> poll.start(settings.interval());
    }
}
