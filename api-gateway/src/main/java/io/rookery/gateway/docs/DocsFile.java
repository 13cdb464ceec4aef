package io.rookery.gateway.docs;

import java.util.zip.CRC32C;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A file that never changes while the gateway runs. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DocsFile(String path, MediaType type, byte[] content) {

    /** Everything comes from here and nothing may be sent elsewhere; Swagger UI writes styles into its elements. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    Mono<ServerResponse> reply(ServerRequest request) {
        String etag = etag();
        return request.checkNotModified(etag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .contentType(type)
                        .contentLength(content.length)
                        .eTag(etag)
                        .cacheControl(CacheControl.noCache())
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .bodyValue(content)));
    }

    private String etag() {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return "\"" + Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(content.length) + "\"";
    }
}
