package io.rookery.gateway.problems;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/** Turns every exception that no filter handled into a problem, as long as the reply has not begun. */
@Component
@Order(-1)
final class ProblemExceptionHandler implements ErrorWebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemExceptionHandler.class);

    private final Problems problems;

    ProblemExceptionHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable exception) {
        Failure failure = Failure.of(exception);
        log(exchange, failure, exception);
        if (exchange.getResponse().isCommitted()) {
            // The client must see that the reply broke off: the error closes its connection
            return Mono.error(exception);
        }
        // A service's headers may be there already, without its body
        exchange.getResponse().getHeaders().clear();
        return problems.write(exchange, failure.status(), failure.code(), failure.detail());
    }

    private static void log(ServerWebExchange exchange, Failure failure, Throwable exception) {
        boolean ours = failure.status() == HttpStatus.INTERNAL_SERVER_ERROR;
        // A connection that ended while it was written to: mostly a client's, who does not hear what we answer
        boolean aborted = exception instanceof AbortedException;
        Level level = ours ? Level.ERROR : failure.status().is5xxServerError() && !aborted ? Level.WARN : Level.DEBUG;
        var event = log.atLevel(level)
                .setMessage("A request failed in the gateway")
                .addKeyValue("request_id", Problems.requestId(exchange))
                .addKeyValue("status", failure.status().value())
                .addKeyValue("path", exchange.getRequest().getURI().getRawPath())
                .addKeyValue("reason", String.valueOf(exception));
        (ours ? event.setCause(exception) : event).log();
    }
}
