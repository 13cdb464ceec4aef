package io.rookery.gateway.requests;

import io.rookery.gateway.problems.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses compressed bodies: a few bytes could become more than any limit allows, and no body here is worth it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 15)
final class EncodedBodyFilter implements WebFilter {

    private static final String PLAIN = "identity";

    private final Problems problems;

    EncodedBodyFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        boolean plain = exchange.getRequest().getHeaders().getValuesAsList(HttpHeaders.CONTENT_ENCODING).stream()
                .allMatch(PLAIN::equalsIgnoreCase);
        return plain
                ? chain.filter(exchange)
                : problems.write(
                        exchange,
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported_media_type",
                        "Bodies are taken as they are, without Content-Encoding.");
    }
}
