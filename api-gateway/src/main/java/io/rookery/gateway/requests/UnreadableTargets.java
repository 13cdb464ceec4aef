package io.rookery.gateway.requests;

import io.rookery.defaults.tracing.RequestId;
import io.rookery.gateway.clients.ClientAddresses;
import io.rookery.gateway.limits.LimitGroup;
import io.rookery.gateway.limits.Limits;
import io.rookery.gateway.limits.Taken;
import io.rookery.gateway.problems.Problems;
import io.rookery.gateway.routes.PublicPath;
import java.net.InetSocketAddress;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Answers requests whose target is no URI, like {@code /v1/..\internal} or {@code /%zz}: Spring drops those before its
 * first filter, without a body. They count as all others.
 */
@Component
final class UnreadableTargets implements NettyServerCustomizer {

    private final Problems problems;
    private final Limits limits;
    private final ClientAddresses addresses;

    UnreadableTargets(Problems problems, Limits limits, ClientAddresses addresses) {
        this.problems = problems;
        this.limits = limits;
        this.addresses = addresses;
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
        HttpMethod method = HttpMethod.valueOf(request.method().name());
        return limits.take(LimitGroup.of(method, path), "address:" + address(request))
                .flatMap(taken -> answer(request, response, path, taken));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, String path, Taken taken) {
        var headers = response.responseHeaders();
        headers.set(Taken.POLICY_HEADER, taken.policy());
        headers.set(Taken.LIMIT_HEADER, taken.limit());
        if (!taken.allowed()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(taken.secondsUntilNext()));
            return problems.write(
                    request, response, HttpStatus.TOO_MANY_REQUESTS, Taken.CODE, taken.explanation(), path);
        }
        return PublicPath.of(path).isPresent()
                ? problems.write(
                        request, response, HttpStatus.BAD_REQUEST, "malformed_request", "The query is malformed.", path)
                : problems.write(request, response, HttpStatus.NOT_FOUND, "not_found", "There is nothing here.", path);
    }

    private String address(HttpServerRequest request) {
        return addresses.of(
                request.remoteAddress() instanceof InetSocketAddress address ? address : null,
                request.requestHeaders().getAll(ClientAddresses.FORWARDED_FOR));
    }
}
