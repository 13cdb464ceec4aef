package io.rookery.tweet.tweets;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.tweets}.
 *
 * @param bucketsPerPage how many 30-day buckets one page of an author's tweets looks into; then the page ends short
 * @param rowsPerPage how many of an author's tweets one page looks at, most of which it may pass over for their kind
 * @param parallelReads how many authors are read at once, over all requests of this instance
 * @param newestTimeout for the newest tweets of all authors of a request together
 */
@Validated
@ConfigurationProperties("rookery.tweets")
record TweetsProperties(
        @Positive @DefaultValue("24") int bucketsPerPage,
        @Positive @DefaultValue("2000") int rowsPerPage,
        @Positive @DefaultValue("64") int parallelReads,
        @DefaultValue("4s") Duration newestTimeout) {}
