package io.rookery.defaults.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.header.HeaderWriter;

/**
 * What a reply under {@code /v1} says of caching if it says nothing itself: a client may keep it and must ask whether it
 * still holds; nobody in between may keep it.
 */
final class CacheControlWriter implements HeaderWriter {

    private final PathPatterns noStore;

    CacheControlWriter(PathPatterns noStore) {
        this.noStore = noStore;
    }

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        if (path.startsWith("/v1/") && !response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, noStore.match(path) ? "no-store" : "private, no-cache");
        }
    }
}
