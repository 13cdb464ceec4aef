package io.rookery.defaults.kafka;

import io.rookery.defaults.problem.Infrastructure;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * A consumer waits for what will pass and sets aside what will not: while a store or service is down the event is retried
 * for ever, any other failure is tried three times and goes to {@code <topic>.dlt}.
 */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnClass({KafkaTemplate.class, KafkaAutoConfiguration.class})
public class DeadLettersConfiguration {

    public static final String SUFFIX = ".dlt";

    private static final Logger log = LoggerFactory.getLogger(DeadLettersConfiguration.class);

    @Bean
    DefaultErrorHandler deadLetters(KafkaTemplate<?, ?> kafka) {
        // Partition -1: by key, as in the topic itself
        var recoverer =
                new DeadLetterPublishingRecoverer(kafka, (event, _) -> new TopicPartition(event.topic() + SUFFIX, -1));
        var handler = new DefaultErrorHandler(recoverer, poison());
        handler.setBackOffFunction((_, failure) -> Infrastructure.isFault(failure) ? outage() : poison());
        handler.setCommitRecovered(true);
        handler.setLogLevel(KafkaException.Level.WARN); // an event that is tried again is nothing to get up for
        handler.setRetryListeners((event, failure, attempt) -> {
            Throwable cause = NestedExceptionUtils.getRootCause(failure);
            log.atWarn()
                    .setMessage("An event could not be processed")
                    .addKeyValue("topic", event.topic())
                    .addKeyValue("attempt", attempt)
                    .addKeyValue("reason", String.valueOf(cause == null ? failure : cause))
                    .log();
        });
        return handler;
    }

    /** 0.2 s doubling to 10 s, without end. */
    private static BackOff outage() {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(10_000);
        return backOff;
    }

    private static BackOff poison() {
        return new FixedBackOff(100, 2);
    }
}
