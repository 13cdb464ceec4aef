package io.rookery.defaults.web;

import io.rookery.defaults.ids.Snowflake;
import io.rookery.defaults.problem.Problems;
import io.rookery.defaults.security.CallerArgumentResolver;
import jakarta.servlet.Filter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/** Body limits, caching, strict ids and times with milliseconds for every controller. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(WebProperties.class)
@Import({StrictIds.class, StrictUtf8.class})
public class WebConfiguration implements WebMvcConfigurer {

    /** Bytes of a JSON body; the contract's figure. */
    private static final long MAX_BODY = 64 * 1024;

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(Problems problems) {
        var registration = new FilterRegistrationBean<>(new BodyLimitFilter(MAX_BODY, problems));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return registration;
    }

    @Bean
    HeaderWriter cacheControl(WebProperties settings) {
        return new CacheControlWriter(PathPatterns.of(settings.noStore()));
    }

    @Bean
    FilterRegistrationBean<StrongEtagFilter> strongEtagFilter(WebProperties settings, ServerProperties server) {
        return etags(new StrongEtagFilter(
                PathPatterns.of(settings.strongEtags()), server.getCompression().getMinResponseSize()));
    }

    /** Also of pages behind a cursor: who polls for what is newer asks for the same again and again. */
    @Bean
    FilterRegistrationBean<WeakEtagFilter> weakEtagFilter(WebProperties settings) {
        return etags(new WeakEtagFilter(PathPatterns.of(settings.weakEtags())));
    }

    private static <F extends Filter> FilterRegistrationBean<F> etags(F filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 20);
        return registration;
    }

    @Bean
    JacksonModule instantsWithMilliseconds() {
        return new SimpleModule("instants").addSerializer(Instant.class, new InstantSerializer());
    }

    /** A number is no text: what a client sends by mistake is refused, not guessed at. */
    @Bean
    JsonMapperBuilderCustomizer textIsText() {
        return json -> json.withCoercionConfig(
                LogicalType.Textual,
                text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    /** Ids in paths and queries: one to nineteen digits and nothing else. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Long.class, Snowflake::parse);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CallerArgumentResolver());
    }

    /** RFC 3339 in UTC, always with three digits of milliseconds. */
    private static final class InstantSerializer extends StdSerializer<Instant> {

        private static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(FORMAT.format(value));
        }
    }
}
