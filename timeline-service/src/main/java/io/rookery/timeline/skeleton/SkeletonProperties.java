package io.rookery.timeline.skeleton;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.skeletons}.
 *
 * @param authors how many authors' lists are kept in memory, about 2 KB each
 * @param fresh how long such a list is good
 * @param pulled how many ids of pulled followees are kept, of all readers together, about 30 bytes each
 */
@Validated
@ConfigurationProperties("rookery.skeletons")
record SkeletonProperties(
        @Positive @DefaultValue("10000") int authors,
        @DefaultValue("1s") Duration fresh,
        @Positive @DefaultValue("1000000") int pulled) {}
