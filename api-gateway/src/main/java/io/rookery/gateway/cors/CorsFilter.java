package io.rookery.gateway.cors;

import io.rookery.gateway.clients.ClientAddresses;
import io.rookery.gateway.limits.LimitGroup;
import io.rookery.gateway.limits.Limits;
import io.rookery.gateway.limits.Taken;
import io.rookery.gateway.problems.Problems;
import io.rookery.gateway.routes.PublicPathFilter;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets the named origins read replies, errors too, and answers what browsers ask beforehand. Credentials are never allowed:
 * who calls is in {@code Authorization}, which a page sets itself, and never in a cookie.
 *
 * <p>Other origins get no CORS headers, so a browser keeps replies from their pages; the request is served as any other,
 * for a header that every program can send protects nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class CorsFilter implements WebFilter {

    static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id, traceparent";
    static final String REPLY_HEADERS = "Link, Location, ETag, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, "
            + "Idempotency-Replayed, X-Timeline-Degraded";

    /** Two hours, the longest that Chromium keeps an answer. */
    private static final String MAX_AGE_SECONDS = "7200";

    private final CorsProperties settings;
    private final Limits limits;
    private final ClientAddresses addresses;
    private final Problems problems;

    CorsFilter(CorsProperties settings, Limits limits, ClientAddresses addresses, Problems problems) {
        this.settings = settings;
        this.limits = limits;
        this.addresses = addresses;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (PublicPathFilter.isManagement(exchange)) {
            return chain.filter(exchange);
        }
        String origin = exchange.getRequest().getHeaders().getOrigin();
        String allowed = origin != null && settings.allows(origin) ? origin : null;
        if (CorsUtils.isPreFlightRequest(exchange.getRequest())) {
            return sayWhatRemains(exchange)
                    .then(
                            allowed != null
                                    ? answerPreflight(exchange, allowed)
                                    : problems.write(
                                            exchange,
                                            HttpStatus.FORBIDDEN,
                                            "origin_not_allowed",
                                            "This origin may not use the API."));
        }
        if (!settings.origins().isEmpty()) {
            // At the last moment: an error clears the headers set before it
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> mark(exchange, allowed)));
        }
        return chain.filter(exchange);
    }

    /** A question before a request is no request: it costs nothing. */
    private Mono<Taken> sayWhatRemains(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        LimitGroup group = LimitGroup.of(request.getMethod(), request.getURI().getRawPath());
        return limits.look(group, "address:" + addresses.of(request)).doOnNext(seen -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            headers.set(Taken.POLICY_HEADER, seen.policy());
            headers.set(Taken.LIMIT_HEADER, seen.limit());
        });
    }

    private Mono<Void> answerPreflight(ServerWebExchange exchange, String origin) {
        mark(exchange, origin);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    /** @param allowed the origin that may read the reply; a cache must not give its copy to another one */
    private void mark(ServerWebExchange exchange, @Nullable String allowed) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        boolean any = settings.origins().contains(CorsProperties.ANY);
        if (!any) {
            headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        if (allowed != null) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, any ? CorsProperties.ANY : allowed);
            headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, REPLY_HEADERS);
        }
    }
}
