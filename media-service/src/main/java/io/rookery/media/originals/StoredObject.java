package io.rookery.media.originals;

/**
 * What is in the store.
 *
 * @param size in bytes
 * @param contentType as the client sent it
 * @param head the first bytes, up to {@link OriginalsStore#HEAD_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredObject(long size, String contentType, byte[] head) {}
