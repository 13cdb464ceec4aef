package io.rookery.defaults.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The claim under which the current request is done. */
public final class CurrentClaim {

    private static final String ATTRIBUTE = CurrentClaim.class.getName();

    private CurrentClaim() {}

    static void set(HttpServletRequest request, Claim.Granted claim) {
        request.setAttribute(ATTRIBUTE, claim);
    }

    /** Empty if the request has no key. */
    public static Optional<Claim.Granted> get() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable((Claim.Granted) attributes.getRequest().getAttribute(ATTRIBUTE))
                : Optional.empty();
    }
}
