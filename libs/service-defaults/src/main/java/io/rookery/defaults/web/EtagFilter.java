package io.rookery.defaults.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * An {@code ETag} over the body, and 304 for a client that has it already. It saves the way, not the work. A reply with a
 * strong one is sent without compression, since it names the bytes (Tomcat sees to that).
 */
final class EtagFilter extends ShallowEtagHeaderFilter {

    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    private final PathPatterns paths;

    EtagFilter(PathPatterns paths) {
        this.paths = paths;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !METHODS.contains(request.getMethod()) || !paths.match(request.getRequestURI());
    }

    /** Also for HEAD: the controller writes the whole body, and the container leaves it out. */
    @Override
    protected boolean isEligibleForEtag(
            HttpServletRequest request, HttpServletResponse response, int status, InputStream body) {
        return status == HttpStatus.OK.value() && !response.isCommitted();
    }
}
