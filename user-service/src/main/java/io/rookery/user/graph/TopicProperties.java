package io.rookery.user.graph;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.topics}.
 *
 * @param prefix put before the topic's name
 * @param partitions of a topic that is made; an existing one keeps its own
 */
@Validated
@ConfigurationProperties("rookery.topics")
record TopicProperties(
        @DefaultValue("") String prefix,
        @Positive @DefaultValue("6") int partitions) {

    String follows() {
        return prefix + "follows.v1";
    }
}
