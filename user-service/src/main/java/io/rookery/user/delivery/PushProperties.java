package io.rookery.user.delivery;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings under {@code rookery.push}.
 *
 * @param limit authors with as many followers or more are left to the readers to pull
 */
@Validated
@ConfigurationProperties("rookery.push")
record PushProperties(@Positive @DefaultValue("10000") long limit) {}
