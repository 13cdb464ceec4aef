package io.rookery.gateway.routes;

import io.rookery.gateway.problems.Problems;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Answers 404 for everything that is not in the table, before anybody is asked who they are. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class PublicPathFilter implements WebFilter {

    private static final String FOUND = PublicPath.class.getName();

    private final Problems problems;

    PublicPathFilter(Problems problems) {
        this.problems = problems;
    }

    /** The line of the table that this request, which passed the filter, is for. */
    public static PublicPath found(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.<PublicPath>getAttribute(FOUND));
    }

    /** True on the management port, which has health and metrics, and none of the public paths. */
    public static boolean isManagement(ServerWebExchange exchange) {
        return WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(), "management");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isManagement(exchange)) {
            return chain.filter(exchange);
        }
        Optional<PublicPath> path = PublicPath.of(exchange.getRequest().getURI().getRawPath());
        if (path.isEmpty()) {
            return problems.write(exchange, HttpStatus.NOT_FOUND, "not_found", "There is nothing here.");
        }
        exchange.getAttributes().put(FOUND, path.get());
        return chain.filter(exchange);
    }
}
