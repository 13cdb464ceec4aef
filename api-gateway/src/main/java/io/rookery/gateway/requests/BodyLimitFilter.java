package io.rookery.gateway.requests;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies over the limit: by their declared length at once, without one as soon as it is exceeded. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class BodyLimitFilter implements WebFilter {

    /** Bytes; the contract's figure. */
    static final long LIMIT = 64 * 1024;

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        long declared = request.getHeaders().getContentLength();
        if (declared > LIMIT) {
            return Mono.error(new BodyTooLargeException(LIMIT));
        }
        return declared >= 0
                ? chain.filter(exchange)
                : chain.filter(
                        exchange.mutate().request(new LimitedRequest(request)).build());
    }

    private static final class LimitedRequest extends ServerHttpRequestDecorator {

        LimitedRequest(ServerHttpRequest request) {
            super(request);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return Flux.defer(() -> {
                long[] read = {0};
                return super.getBody().<DataBuffer>handle((buffer, sink) -> {
                    read[0] += buffer.readableByteCount();
                    if (read[0] <= LIMIT) {
                        sink.next(buffer);
                    } else {
                        DataBufferUtils.release(buffer);
                        sink.error(new BodyTooLargeException(LIMIT));
                    }
                });
            });
        }
    }
}
