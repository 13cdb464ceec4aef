package io.rookery.user.outbox;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.topics}.
 *
 * @param prefix put before the topics' names
 * @param partitions of a topic that is made; an existing one keeps its own
 */
@Validated
@ConfigurationProperties("rookery.topics")
public record TopicProperties(
        @DefaultValue("") String prefix,
        @Positive @DefaultValue("6") int partitions) {

    /** Key {@code follower_id}. */
    public String follows() {
        return prefix + "follows.v1";
    }

    /** Key {@code user_id}. */
    public String users() {
        return prefix + "users.v1";
    }
}
