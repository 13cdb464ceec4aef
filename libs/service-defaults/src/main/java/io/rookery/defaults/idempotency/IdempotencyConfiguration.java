package io.rookery.defaults.idempotency;

import io.rookery.defaults.problem.Problems;
import io.rookery.defaults.security.SecurityProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** {@code Idempotency-Key} for every service that can remember keys; elsewhere the header means nothing. */
@AutoConfiguration(after = JdbcIdempotencyConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(IdempotencyStore.class)
public class IdempotencyConfiguration {

    private static final int BEHIND_SECURITY = SecurityFilterProperties.DEFAULT_FILTER_ORDER + 10;

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            IdempotencyStore store, SecurityProperties settings, Problems problems) {
        var registration = new FilterRegistrationBean<>(
                new IdempotencyFilter(store, new IdempotencySecrets(settings.internalKey()), problems));
        registration.setOrder(BEHIND_SECURITY);
        return registration;
    }
}
