package io.rookery.gateway.docs;

import io.rookery.defaults.web.Gzip;
import java.util.zip.CRC32C;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A file that never changes while the gateway runs. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DocsFile(String path, MediaType type, byte[] content, byte[] compressed) {

    /** Everything comes from here and nothing may be sent elsewhere; Swagger UI writes styles into its elements. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    DocsFile(String path, MediaType type, byte[] content) {
        this(path, type, content, Gzip.compress(content));
    }

    Mono<ServerResponse> reply(ServerRequest request) {
        boolean gzip = Gzip.isWanted(request.headers().header(HttpHeaders.ACCEPT_ENCODING));
        byte[] body = gzip ? compressed : content;
        String etag = gzip ? Gzip.etag(etag()) : etag();
        return request.checkNotModified(etag)
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .contentType(type)
                        .contentLength(body.length)
                        .eTag(etag)
                        .cacheControl(CacheControl.noCache())
                        .varyBy(HttpHeaders.ACCEPT_ENCODING)
                        .headers(headers -> {
                            if (gzip) {
                                headers.set(HttpHeaders.CONTENT_ENCODING, Gzip.CODING);
                            }
                        })
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Referrer-Policy", "no-referrer")
                        .bodyValue(body)));
    }

    private String etag() {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return "\"" + Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(content.length) + "\"";
    }
}
