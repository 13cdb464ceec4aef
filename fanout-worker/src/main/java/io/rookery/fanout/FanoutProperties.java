package io.rookery.fanout;

import io.rookery.defaults.settings.InvalidSettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code rookery.fanout}.
 *
 * @param group the consumer group all workers share
 * @param pagesTopic where the workers hand each other pages of followers
 * @param pagePartitions of that topic: at least as many as there are workers
 * @param followerPage followers fetched and written at a time (the design's 10,000 at most)
 * @param backfillDepth newest tweets of a followee put into the timeline of a new follower
 */
@ConfigurationProperties("rookery.fanout")
public record FanoutProperties(
        String group,
        String pagesTopic,
        @DefaultValue("12") int pagePartitions,
        @DefaultValue("10000") int followerPage,
        @DefaultValue("800") int backfillDepth) {

    public FanoutProperties {
        if (group.isBlank() || pagesTopic.isBlank()) {
            throw new InvalidSettingException("rookery.fanout.group and pages-topic must not be blank");
        }
        if (pagePartitions < 1 || pagePartitions > 1_000) {
            throw new InvalidSettingException(
                    "rookery.fanout.page-partitions must be 1 to 1000, not " + pagePartitions);
        }
        if (followerPage < 1 || followerPage > 10_000) {
            throw new InvalidSettingException("rookery.fanout.follower-page must be 1 to 10000, not " + followerPage);
        }
        if (backfillDepth < 1 || backfillDepth > 800) {
            throw new InvalidSettingException("rookery.fanout.backfill-depth must be 1 to 800, not " + backfillDepth);
        }
    }
}
