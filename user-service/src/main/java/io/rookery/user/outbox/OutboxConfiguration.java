package io.rookery.user.outbox;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

/** How sending is logged. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    /** Instead of Spring's, which logs each failed record with its payload as an error: the relay says it once. */
    @Bean
    ProducerListener<Object, Object> failuresAreTheRelaysToTell() {
        return new ProducerListener<>() {};
    }
}
