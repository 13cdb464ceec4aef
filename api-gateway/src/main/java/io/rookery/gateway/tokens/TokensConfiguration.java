package io.rookery.gateway.tokens;

import com.github.benmanes.caffeine.cache.Ticker;
import io.rookery.defaults.security.AccessTokens;
import io.rookery.defaults.security.HttpRevocationSource;
import io.rookery.defaults.security.RevocationPoll;
import io.rookery.defaults.security.RevokedSessions;
import io.rookery.defaults.security.VerifiedTokens;
import io.rookery.gateway.problems.Problems;
import io.rookery.gateway.routes.PublicPathFilter;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Every public path needs an access token unless the table of paths says otherwise. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class TokensConfiguration {

    private static final Duration REVOCATIONS_INTERVAL = Duration.ofSeconds(1);
    private static final String NO_TOKEN = "Bearer";
    private static final String INVALID_TOKEN = "Bearer error=\"invalid_token\"";

    /** The management port is not public, and paths without token do not look at one that is sent. */
    @Bean
    @Order(1)
    SecurityWebFilterChain open(ServerHttpSecurity http) {
        ServerWebExchangeMatcher open = exchange -> PublicPathFilter.isManagement(exchange)
                        || !PublicPathFilter.found(exchange).needsToken()
                ? MatchResult.match()
                : MatchResult.notMatch();
        return stateless(http.securityMatcher(open))
                .authorizeExchange(requests -> requests.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain signedIn(ServerHttpSecurity http, ReactiveJwtDecoder decoder, Problems problems) {
        ServerAuthenticationEntryPoint unauthenticated = unauthenticated(problems);
        return stateless(http)
                .authorizeExchange(requests -> requests.anyExchange().authenticated())
                .oauth2ResourceServer(
                        server -> server.jwt(jwt -> jwt.jwtDecoder(decoder)).authenticationEntryPoint(unauthenticated))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthenticated))
                .build();
    }

    @Bean
    RevokedSessions revokedSessions() {
        return new RevokedSessions();
    }

    @Bean
    @ConditionalOnExpression("!'${rookery.security.revocations-uri}'.isBlank()")
    RevocationPoll revocationPoll(TokensProperties settings, RevokedSessions sessions, JsonMapper json) {
        var source = new HttpRevocationSource(URI.create(settings.revocationsUri()), settings.internalKey(), json);
        return new RevocationPoll(source, sessions, REVOCATIONS_INTERVAL, Ticker.systemTicker());
    }

    @Bean
    ReactiveJwtDecoder jwtDecoder(TokensProperties settings, RevokedSessions revoked) {
        var keys = new SigningKeys(new KeyClient(settings.jwksUri())::fetch, Schedulers.parallel());
        NimbusReactiveJwtDecoder signatures = NimbusReactiveJwtDecoder.withJwkSource(token -> {
                    String keyId = token.getHeader().getKeyID();
                    return keyId == null ? Flux.empty() : keys.find(keyId).flux();
                })
                .jwsAlgorithm(AccessTokens.ALGORITHM)
                .build();
        signatures.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        var verified = new VerifiedTokens(AccessTokens.validator(revoked), SigningKeys.MAX_AGE);
        return token -> Mono.defer(() -> verified.find(token)
                .map(Mono::just)
                .orElseGet(() -> signatures.decode(token).map(verified::keep)));
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
    }

    private static ServerAuthenticationEntryPoint unauthenticated(Problems problems) {
        return (exchange, exception) -> {
            // RFC 6750: no error code if there was no token
            String challenge = exception instanceof OAuth2AuthenticationException ? INVALID_TOKEN : NO_TOKEN;
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
            return problems.write(
                    exchange,
                    HttpStatus.UNAUTHORIZED,
                    "unauthenticated",
                    "A valid access token is needed: Authorization: Bearer <token>.");
        };
    }
}
