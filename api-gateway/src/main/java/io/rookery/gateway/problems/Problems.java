package io.rookery.gateway.problems;

import io.rookery.defaults.problem.Problem;
import io.rookery.defaults.tracing.RequestId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Makes and writes {@link Problem} replies. */
@Component
public final class Problems {

    /** Seconds a client is asked to wait after a 503: about the restart of one process. */
    private static final String RETRY_AFTER_SECONDS = "2";

    private static final String REQUEST_ID = RequestId.class.getName();

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    /** The id by which this request is followed: the client's if it is one, else a new one; the same at every call. */
    public static String requestId(ServerWebExchange exchange) {
        return (String) exchange.getAttributes()
                .computeIfAbsent(
                        REQUEST_ID,
                        _ -> requestId(exchange.getRequest().getHeaders().getFirst(RequestId.HEADER)));
    }

    private static String requestId(@Nullable String sent) {
        return sent != null && RequestId.isValid(sent)
                ? sent
                : UUID.randomUUID().toString();
    }

    /** Writes the problem as the whole reply; only valid while the reply is not committed. */
    public Mono<Void> write(ServerWebExchange exchange, HttpStatus status, String code, String detail) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(status);
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        byte[] body = json(status, code, detail, exchange.getRequest().getURI().getRawPath(), requestId(exchange));
        headers.setContentLength(body.length);
        DataBuffer buffer = response.bufferFactory().wrap(body);
        return response.writeWith(Mono.just(buffer));
    }

    /** Writes the problem to a request whose target is no URI, so that no exchange could be made of it. */
    public Mono<Void> write(
            HttpServerRequest request,
            HttpServerResponse response,
            HttpStatus status,
            String code,
            String detail,
            String instance) {
        String requestId = requestId(request.requestHeaders().get(RequestId.HEADER));
        byte[] body = json(status, code, detail, instance, requestId);
        return response.status(status.value())
                .header(RequestId.HEADER, requestId)
                .header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length))
                .sendByteArray(Mono.just(body))
                .then();
    }

    /** The body alone. */
    public byte[] json(int status, String title, String code, String detail, String instance, String requestId) {
        return json.writeValueAsBytes(Problem.of(status, title, code, detail, instance, requestId));
    }

    private byte[] json(HttpStatus status, String code, String detail, String instance, String requestId) {
        return json(status.value(), status.getReasonPhrase(), code, detail, instance, requestId);
    }
}
