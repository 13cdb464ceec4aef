package io.rookery.defaults.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.DigestUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * A strong {@code ETag} over the body, and 304 for a client that has it already. It saves the way, not the work.
 *
 * <p>Tomcat compresses no reply with a strong one, so that is done here, under an {@code ETag} of its own. Who has the thing
 * in one coding need not be sent it in the other.
 */
final class StrongEtagFilter extends OncePerRequestFilter {

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final PathPatterns paths;
    private final DataSize minCompressed;

    /** @param minCompressed the size from which on a reply is compressed for who asks */
    StrongEtagFilter(PathPatterns paths, DataSize minCompressed) {
        this.paths = paths;
        this.minCompressed = minCompressed;
    }

    static boolean isRead(HttpServletRequest request) {
        return READS.contains(request.getMethod());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isRead(request) || !paths.match(request.getRequestURI());
    }

    /** HEAD is as GET: the controller writes the whole body, and the container leaves it out. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var reply = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, reply);
        if (reply.getStatus() != HttpStatus.OK.value() || response.isCommitted()) {
            reply.copyBodyToResponse();
            return;
        }
        byte[] body = reply.getContentAsByteArray();
        boolean large = body.length >= minCompressed.toBytes();
        boolean compressed = large && Gzip.isWanted(Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)));
        if (large) {
            response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        String etag = '"' + DigestUtils.md5DigestAsHex(body) + '"';
        if (isKnown(request, response, compressed ? Gzip.etag(etag) : etag, compressed ? etag : Gzip.etag(etag))) {
            return;
        }
        if (compressed) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
            body = Gzip.compress(body);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Sets the {@code ETag} of what this request gets, and 304 if the client has that or the same in the other coding. */
    private static boolean isKnown(
            HttpServletRequest request, HttpServletResponse response, String etag, String inOtherCoding) {
        var conditions = new ServletWebRequest(request, response);
        return conditions.checkNotModified(etag)
                || request.getHeader(HttpHeaders.IF_NONE_MATCH) != null && conditions.checkNotModified(inOtherCoding);
    }
}
