package io.rookery.defaults.idempotency;

/**
 * A request with a key.
 *
 * @param scope caller, method, path and key in one text of at most 1,000 characters
 * @param fingerprint of the body, hexadecimal; a keyed hash, so that it tells nothing of a password
 */
public record IdempotentRequest(String scope, String fingerprint) {}
