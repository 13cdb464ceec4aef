package io.rookery.gateway.routes;

import io.rookery.defaults.tracing.RequestId;
import io.rookery.gateway.problems.Problems;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers requests whose target is no URI, like {@code /v1/..\internal} or {@code /%zz}: Spring drops those before its
 * first filter, without a body.
 */
@Component
final class UnreadableTargets implements NettyServerCustomizer {

    private final Problems problems;

    UnreadableTargets(Problems problems) {
        this.problems = problems;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.mapHandle(
                (handled, connection) -> handled.then(Mono.defer(() -> answerUnlessAnswered(connection))));
    }

    private Mono<Void> answerUnlessAnswered(Connection connection) {
        if (!(connection instanceof HttpServerRequest request)
                || !(connection instanceof HttpServerResponse response)
                || response.responseHeaders().contains(RequestId.HEADER)) {
            return Mono.empty(); // a filter has seen it
        }
        String target = request.uri();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return PublicPath.of(path).isPresent()
                ? problems.write(
                        request, response, HttpStatus.BAD_REQUEST, "malformed_request", "The query is malformed.", path)
                : problems.write(request, response, HttpStatus.NOT_FOUND, "not_found", "There is nothing here.", path);
    }
}
