package io.rookery.defaults.openapi;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.rookery.defaults.problem.Problem;
import io.rookery.defaults.security.Caller;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Names the document after the service, and gives every operation its access token and its problems. */
@AutoConfiguration
@ConditionalOnClass(OpenApiCustomizer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class OpenApiConfiguration {

    private static final String ACCESS_TOKEN = "access_token";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    OpenApiCustomizer commonDocument(@Value("${spring.application.name}") String service) {
        return document -> {
            document.getInfo().title("Rookery " + service).version("v1");
            document.setServers(null);
            document.getComponents()
                    .addSecuritySchemes(
                            ACCESS_TOKEN,
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.HTTP)
                                    .scheme("bearer")
                                    .bearerFormat("JWT"));
            ModelConverters.getInstance(true).readAll(Problem.class).forEach(document.getComponents()::addSchemas);
            document.addSecurityItem(new SecurityRequirement().addList(ACCESS_TOKEN));
            document.getPaths()
                    .values()
                    .forEach(path -> path.readOperations().forEach(operation -> {
                        operation.getResponses().setDefault(problem());
                        idsAreStrings(operation);
                    }));
        };
    }

    /** Springdoc reads bodies with a mapper of its own, which does not know how our fields are named. */
    @Bean
    ModelResolver snakeCaseModels(ObjectMapperProvider mappers) {
        return new ModelResolver(
                        mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
                .openapi31(mappers.isOpenapi31());
    }

    /** A {@code long} in a path or a query is an id, and ids are decimal strings to clients. */
    private static void idsAreStrings(Operation operation) {
        for (Parameter parameter : Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of())) {
            Schema<?> schema = parameter.getSchema();
            Schema<?> value = schema.getItems() == null ? schema : schema.getItems();
            if ("int64".equals(value.getFormat())) {
                value.setFormat(null);
                value.setPattern("^[0-9]{1,19}$");
                value.setTypes(Set.of("string"));
            }
        }
    }

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("Anything else: a problem (RFC 9457) with a stable `code`")
                .content(new Content()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}
