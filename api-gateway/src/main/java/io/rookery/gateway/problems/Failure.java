package io.rookery.gateway.problems;

import io.netty.handler.timeout.TimeoutException;
import io.rookery.defaults.problem.ProblemException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/** What the client is told about an exception on the way through the gateway. */
record Failure(HttpStatus status, String code, String detail) {

    private static final Failure UNAVAILABLE = new Failure(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service_unavailable",
            "Something this request needs is unavailable, try again.");
    private static final Failure UNEXPECTED = new Failure(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal_error",
            "Something went wrong on our side; quote the request id when you report it.");

    static Failure of(Throwable exception) {
        for (@Nullable Throwable cause = exception; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ProblemException problem -> {
                    return new Failure(problem.status(), problem.code(), problem.detail());
                }
                case ResponseStatusException known -> {
                    return of(known.getStatusCode().value());
                }
                // A service refused the connection, reset or closed it, is unknown or too slow, or there was no free
                // connection to it in time
                case IOException _, AbortedException _, TimeoutException _, java.util.concurrent.TimeoutException _ -> {
                    return UNAVAILABLE;
                }
                default -> {}
            }
        }
        return UNEXPECTED;
    }

    private static Failure of(int status) {
        return switch (status) {
            case 404 -> new Failure(HttpStatus.NOT_FOUND, "not_found", "There is nothing here.");
            case 503, 504 -> UNAVAILABLE;
            default ->
                status < 500
                        ? new Failure(HttpStatus.BAD_REQUEST, "malformed_request", "The request is malformed.")
                        : UNEXPECTED;
        };
    }
}
