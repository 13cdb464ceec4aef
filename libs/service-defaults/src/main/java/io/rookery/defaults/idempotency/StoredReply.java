package io.rookery.defaults.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * A reply as it is kept.
 *
 * @param body encrypted: it may hold tokens
 */
public record StoredReply(
        int status, @Nullable String contentType, @Nullable String location, byte[] body) {}
