package io.rookery.gateway.calls;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.rookery.gateway.routes.PublicPathFilter;
import io.rookery.gateway.routes.Service;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts the {@link ServiceGuard} of its service around each call, from sending the request to the beginning of the reply:
 * how fast a client sends or reads must not count against a service. So bodies, which are small, are read whole before.
 */
@Component
final class ServiceCallFilter implements GlobalFilter, Ordered {

    private final Map<Service, ServiceGuard> guards = new EnumMap<>(Service.class);

    ServiceCallFilter(CircuitBreakerRegistry circuits, BulkheadRegistry bulkheads) {
        for (Service service : Service.values()) {
            guards.put(
                    service, new ServiceGuard(circuits.circuitBreaker(service.id()), bulkheads.bulkhead(service.id())));
        }
    }

    /** Inside of what writes the reply, which waits for its end. */
    @Override
    public int getOrder() {
        return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Service service =
                Objects.requireNonNull(PublicPathFilter.found(exchange).service());
        ServiceGuard guard = Objects.requireNonNull(guards.get(service));
        HttpMethod method = exchange.getRequest().getMethod();
        boolean repeatable = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
        return whole(exchange)
                .flatMap(request -> guard.protect(
                        () -> {
                            // What an attempt before has left
                            ServerWebExchangeUtils.removeAlreadyRouted(request);
                            return chain.filter(request);
                        },
                        repeatable));
    }

    private static Mono<ServerWebExchange> whole(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        long declared = headers.getContentLength();
        if (declared <= 0 && !headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            return Mono.just(exchange);
        }
        return DataBufferUtils.join(exchange.getRequest().getBody())
                .map(buffer -> {
                    byte[] body = new byte[buffer.readableByteCount()];
                    buffer.read(body);
                    DataBufferUtils.release(buffer);
                    return body;
                })
                .defaultIfEmpty(new byte[0])
                .filter(body -> declared < 0 || body.length == declared)
                .switchIfEmpty(Mono.error(() -> new IOException("The body ended before its length")))
                .map(body -> exchange.mutate()
                        .request(new WholeRequest(exchange.getRequest(), body))
                        .build());
    }

    private static final class WholeRequest extends ServerHttpRequestDecorator {

        private final byte[] body;
        private final HttpHeaders headers;

        WholeRequest(ServerHttpRequest request, byte[] body) {
            super(request);
            this.body = body;
            this.headers = HttpHeaders.copyOf(request.getHeaders());
            headers.remove(HttpHeaders.TRANSFER_ENCODING);
            headers.setContentLength(body.length);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)));
        }
    }
}
