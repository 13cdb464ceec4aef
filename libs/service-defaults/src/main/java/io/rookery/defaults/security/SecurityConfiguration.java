package io.rookery.defaults.security;

import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.rookery.defaults.problem.Problems;
import jakarta.servlet.DispatcherType;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import tools.jackson.databind.json.JsonMapper;

/** Every path needs an access token, {@code /internal/**} the internal key; only probes, metrics and named paths are open. */
@AutoConfiguration(before = {OAuth2ResourceServerAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(SecurityProperties.class)
public class SecurityConfiguration {

    private static final Duration JWKS_TIMEOUT = Duration.ofSeconds(2);

    /** After this time a withdrawn key is no longer trusted. */
    private static final Duration KEYS_FRESH = Duration.ofMinutes(5);

    /** Unless it cannot be asked whether it is; tokens are good for a quarter of an hour. */
    private static final Duration KEYS_STALE = Duration.ofHours(1);

    @Bean
    @Order(1)
    SecurityFilterChain internalPaths(HttpSecurity http, SecurityProperties settings, Problems problems) {
        return stateless(http.securityMatcher("/internal/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new InternalKeyFilter(settings.internalKey(), problems), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain publicPaths(
            HttpSecurity http,
            SecurityProperties settings,
            Problems problems,
            JwtDecoder signatures,
            RevokedSessions revoked,
            ObjectProvider<HeaderWriter> headers) {
        JwtDecoder tokens = new VerifiedTokens(AccessTokens.validator(revoked), KEYS_FRESH).before(signatures);
        AuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        AccessDeniedHandler forbidden = (request, response, _) ->
                problems.write(request, response, HttpStatus.FORBIDDEN, "forbidden", "You may not do this.");
        return stateless(http)
                .headers(all -> {
                    all.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
                    headers.forEach(all::addHeaderWriter);
                })
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                "/actuator/health/**", "/actuator/prometheus", "/v3/api-docs*", "/v3/api-docs/**")
                        .permitAll()
                        .requestMatchers(settings.publicPaths().toArray(String[]::new))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(tokens))
                        .bearerTokenResolver(tokensWhereNeeded(settings.publicPaths()))
                        .authenticationEntryPoint(unauthenticated)
                        .accessDeniedHandler(forbidden))
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .build();
    }

    /**
     * Fetches the keys when first needed, so that services start in any order, and an unknown one at once; while they
     * cannot be fetched, those known last stay good.
     */
    @Bean
    @ConditionalOnMissingBean(JwtDecoder.class)
    JwtDecoder jwtDecoder(SecurityProperties settings) throws MalformedURLException {
        int timeout = Math.toIntExact(JWKS_TIMEOUT.toMillis());
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        settings.jwksUri().toURL(), new DefaultResourceRetriever(timeout, timeout))
                .cache(KEYS_FRESH.toMillis(), timeout)
                .refreshAheadCache(false)
                .rateLimited(false)
                .outageTolerant(KEYS_STALE.toMillis())
                .build();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(AccessTokens.ALGORITHM)
                .build();
        decoder.setJwtValidator(AccessTokens.validator());
        return decoder;
    }

    @Bean
    RevokedSessions revokedSessions() {
        return new RevokedSessions();
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnExpression("'${rookery.security.revocations-uri:}' != ''")
    RevocationSource revocationSource(SecurityProperties settings, JsonMapper json) {
        return new HttpRevocationSource(
                Objects.requireNonNull(settings.revocationsUri()), settings.internalKey(), json);
    }

    @Bean
    @ConditionalOnBean(RevocationSource.class)
    RevocationPoll revocationPoll(RevocationSource source, RevokedSessions revoked, SecurityProperties settings) {
        return new RevocationPoll(source, revoked, settings.revocationsInterval(), Ticker.systemTicker());
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** A client that sends its expired token along when it logs in must not be refused for it. */
    private static BearerTokenResolver tokensWhereNeeded(List<String> publicPaths) {
        var tokens = new DefaultBearerTokenResolver();
        List<PathPatternRequestMatcher> open = publicPaths.stream()
                .map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList();
        return request -> open.stream().anyMatch(path -> path.matches(request)) ? null : tokens.resolve(request);
    }

    private static AuthenticationEntryPoint unauthenticated(Problems problems) {
        var challenge = new BearerTokenAuthenticationEntryPoint();
        return (request, response, exception) -> {
            challenge.commence(request, response, exception);
            problems.write(
                    request,
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "unauthenticated",
                    "A valid access token is needed: Authorization: Bearer <token>.");
        };
    }
}
