package io.rookery.defaults.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.rookery.defaults.idempotency.IdempotencyConfiguration;
import io.rookery.defaults.idempotency.IdempotencyStore;
import io.rookery.defaults.security.Caller;
import io.rookery.defaults.security.SecurityProperties;
import io.rookery.defaults.web.PathPatterns;
import io.rookery.defaults.web.WebProperties;
import io.swagger.v3.core.jackson.ModelResolver;
import java.util.List;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Names the document after the service, and gives every operation its access token, its headers and its problems. */
@AutoConfiguration(after = IdempotencyConfiguration.class)
@ConditionalOnClass(OpenApiCustomizer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OpenApiConfiguration {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    ConventionalDocument conventionalDocument(
            @Value("${spring.application.name}") String service,
            SecurityProperties security,
            WebProperties web,
            ObjectProvider<IdempotencyStore> keys) {
        List<String> etags = Stream.concat(web.strongEtags().stream(), web.weakEtags().stream())
                .toList();
        return new ConventionalDocument(
                "Rookery " + service,
                PathPatterns.of(security.publicPaths()),
                PathPatterns.of(etags),
                keys.getIfAvailable() != null);
    }

    /** Springdoc reads bodies with a mapper of its own, which does not know how our fields are named. */
    @Bean
    ModelResolver snakeCaseModels(ObjectMapperProvider mappers) {
        return new ModelResolver(
                        mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .openapi31(mappers.isOpenapi31());
    }
}
