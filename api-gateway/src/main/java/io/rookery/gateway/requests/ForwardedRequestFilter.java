package io.rookery.gateway.requests;

import io.rookery.defaults.security.InternalKey;
import io.rookery.defaults.tracing.RequestId;
import io.rookery.gateway.problems.Problems;
import io.rookery.gateway.routes.PublicPathFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sets the headers a service sees. Hop-by-hop headers, {@code Forwarded} and {@code X-Forwarded-*} are dropped by the
 * framework; here goes what only this system gives a meaning.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ForwardedRequestFilter implements GlobalFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        boolean needsToken = PublicPathFilter.found(exchange).needsToken();
        ServerHttpRequest request = exchange.getRequest()
                .mutate()
                .headers(headers -> {
                    headers.set(RequestId.HEADER, Problems.requestId(exchange));
                    headers.remove(InternalKey.HEADER);
                    // Nobody speaks anything but HTTP behind here
                    headers.remove(HttpHeaders.UPGRADE);
                    // The body is here already, and nothing else can be expected (RFC 9110, 10.1.1)
                    headers.remove(HttpHeaders.EXPECT);
                    if (!needsToken) {
                        // An expired token must not stop its owner from getting a new one
                        headers.remove(HttpHeaders.AUTHORIZATION);
                    }
                })
                .build();
        return chain.filter(exchange.mutate().request(request).build());
    }
}
