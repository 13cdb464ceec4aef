package io.rookery.gateway.limits;

import io.rookery.gateway.clients.ClientAddresses;
import io.rookery.gateway.problems.Problems;
import io.rookery.gateway.routes.PublicPathFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts every request, before anything else is done for it, and says on every reply what remains. Users are counted by
 * their token, everybody else by address. A reply that only says "not modified" costs nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class LimitsFilter implements WebFilter {

    private static final String BEARER = "Bearer ";

    private final Limits limits;
    private final ClientAddresses addresses;
    private final ReactiveJwtDecoder tokens;
    private final Problems problems;

    LimitsFilter(Limits limits, ClientAddresses addresses, ReactiveJwtDecoder tokens, Problems problems) {
        this.limits = limits;
        this.addresses = addresses;
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (PublicPathFilter.isManagement(exchange)) {
            return chain.filter(exchange);
        }
        ServerHttpRequest request = exchange.getRequest();
        LimitGroup group = LimitGroup.of(request.getMethod(), request.getURI().getRawPath());
        return caller(request, group)
                .flatMap(caller -> limits.take(group, caller).flatMap(taken -> {
                    show(exchange.getResponse(), taken, caller);
                    return taken.allowed() ? chain.filter(exchange) : refuse(exchange, taken);
                }));
    }

    private Mono<String> caller(ServerHttpRequest request, LimitGroup group) {
        Mono<String> byAddress = Mono.fromSupplier(() -> "address:" + addresses.of(request));
        String token = token(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        if (token == null || group.isBeforeLogin()) {
            return byAddress;
        }
        // Why a token is no good is for the check of tokens to say
        return tokens.decode(token)
                .map(jwt -> "user:" + jwt.getSubject())
                .onErrorResume(_ -> Mono.empty())
                .switchIfEmpty(byAddress);
    }

    private static @Nullable String token(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private void show(ServerHttpResponse response, Taken taken, String caller) {
        response.beforeCommit(() -> Mono.fromRunnable(() -> {
            boolean free = HttpStatus.NOT_MODIFIED.equals(response.getStatusCode());
            Taken shown = free ? limits.giveBack(taken, caller) : taken;
            response.getHeaders().set(Taken.POLICY_HEADER, shown.policy());
            response.getHeaders().set(Taken.LIMIT_HEADER, shown.limit());
        }));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Taken taken) {
        exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(taken.secondsUntilNext()));
        return problems.write(exchange, HttpStatus.TOO_MANY_REQUESTS, Taken.CODE, taken.explanation());
    }
}
