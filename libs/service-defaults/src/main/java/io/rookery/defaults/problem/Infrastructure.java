package io.rookery.defaults.problem;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;

/** Tells a fault of something we depend on, which passes by itself, from a fault of the request or of our own. */
public final class Infrastructure {

    private Infrastructure() {}

    /** True if the exception, or what caused it, says that a store or another service is down, slow or overloaded. */
    public static boolean isFault(@Nullable Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ServiceUnavailableException _,
                        DataAccessResourceFailureException _,
                        TransientDataAccessException _,
                        TransactionException _,
                        ResourceAccessException _,
                        HttpServerErrorException _,
                        AuthenticationServiceException _ -> {
                    return true;
                }
                case SQLException e
                when isConnectionLost(e.getSQLState()) -> {
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
