package io.rookery.media.originals;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * The right to store one object, once.
 *
 * @param headers which the client must send with exactly these values
 */
public record PresignedUpload(String method, URI url, Map<String, String> headers, Instant expiresAt) {}
