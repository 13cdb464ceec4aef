package io.rookery.defaults.security;

import io.rookery.defaults.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only our own services in: they know the internal key. */
final class InternalKeyFilter extends OncePerRequestFilter {

    private final byte[] key;
    private final Problems problems;

    InternalKeyFilter(String key, Problems problems) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sent = request.getHeader(InternalKey.HEADER);
        if (sent != null && MessageDigest.isEqual(key, sent.getBytes(StandardCharsets.UTF_8))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, InternalKey.HEADER);
        problems.write(
                request, response, HttpStatus.UNAUTHORIZED, "unauthenticated", "This path is for services only.");
    }
}
