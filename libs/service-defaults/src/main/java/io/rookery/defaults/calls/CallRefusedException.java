package io.rookery.defaults.calls;

import java.io.IOException;
import org.springframework.web.client.ResourceAccessException;

/**
 * A call that was not made: the other service is down, or busy with as many calls of ours as it may have. To callers no
 * other than a connection that is refused, only sooner.
 */
public final class CallRefusedException extends ResourceAccessException {

    private final boolean busy;

    /** @param busy whether only too many calls of ours were under way */
    CallRefusedException(String reason, boolean busy) {
        super(reason, new IOException(reason));
        this.busy = busy;
    }

    /** True if the other service is well and this one asks too much at once. */
    public boolean isBusy() {
        return busy;
    }
}
