package io.rookery.defaults.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * A weak {@code ETag} over the body of a list's beginning, and 304 for a client that has it already. Nobody asks twice for a
 * page behind a cursor. It saves the way, not the work.
 */
final class WeakEtagFilter extends ShallowEtagHeaderFilter {

    private final PathPatterns paths;

    WeakEtagFilter(PathPatterns paths) {
        this.paths = paths;
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !StrongEtagFilter.isRead(request) || !paths.match(request.getRequestURI());
    }

    /** Also for HEAD: the controller writes the whole body, and the container leaves it out. */
    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
        return status == HttpStatus.OK.value() && !response.isCommitted();
    }
}
