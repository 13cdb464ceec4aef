package io.rookery.defaults.calls;

import java.io.IOException;
import org.springframework.web.client.ResourceAccessException;

/**
 * A call that was not made: the other service is down, or busy with as many calls of ours as it may have. To callers no
 * other than a connection that is refused, only sooner.
 */
public final class CallRefusedException extends ResourceAccessException {

    CallRefusedException(String reason) {
        super(reason, new IOException(reason));
    }
}
