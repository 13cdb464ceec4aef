package io.rookery.defaults.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;

/** Tells a fault of something we depend on, which passes by itself, from a fault of the request or of our own. */
public final class Infrastructure {

    /** Another service does not let us in: no fault of the request, and it ends when somebody mends the settings. */
    private static final Set<Integer> MISCONFIGURED = Set.of(401, 403, 429);

    private Infrastructure() {}

    /** True if the exception, or what caused it, says that a store or another service is down, slow or overloaded. */
    public static boolean isFault(@Nullable Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ServiceUnavailableException _,
                        DataAccessResourceFailureException _,
                        TransientDataAccessException _,
                        TransactionException _,
                        AuthenticationServiceException _,
                        IOException _ -> {
                    return true;
                }
                // A 500 is a fault of the other side's code, and may well come again
                case HttpServerErrorException down
                when down.getStatusCode().value() > 500 -> {
                    return true;
                }
                case HttpClientErrorException refused
                when MISCONFIGURED.contains(refused.getStatusCode().value()) -> {
                    return true;
                }
                case SQLException lost
                when isConnectionLost(lost.getSQLState()) -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    /**
     * By SQLSTATE: none is the connection pool's own "connection is closed", which hides what closed it when a rollback
     * fails; 08 is a broken connection, 57P a server going down.
     */
    private static boolean isConnectionLost(@Nullable String state) {
        return state == null || state.startsWith("08") || state.startsWith("57P");
    }
}
