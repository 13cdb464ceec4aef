package io.rookery.defaults.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * A position in a list as opaque text: a version byte, the position, and a checksum that also covers the list's name, so
 * that a cursor of another list, owner or version is recognised. It holds no secret and needs no server state.
 */
public final class Cursor {

    private static final byte VERSION = 1;

    private Cursor() {}

    /**
     * @param list names the list and its owner, for example {@code followers:42}
     * @param position as many numbers as {@link #decode} is asked for
     */
    public static String encode(String list, long... position) {
        ByteBuffer bytes = ByteBuffer.allocate(1 + Long.BYTES * position.length + Integer.BYTES);
        bytes.put(VERSION);
        for (long part : position) {
            bytes.putLong(part);
        }
        bytes.putInt(checksum(list, bytes));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws InvalidCursorException unless {@link #encode} made it for this list with this many numbers */
    public static long[] decode(String list, String cursor, int size) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException e) {
            throw new InvalidCursorException();
        }
        if (bytes.limit() != 1 + Long.BYTES * size + Integer.BYTES || bytes.get() != VERSION) {
            throw new InvalidCursorException();
        }
        long[] position = new long[size];
        for (int i = 0; i < size; i++) {
            position[i] = bytes.getLong();
        }
        if (checksum(list, bytes) != bytes.getInt()) {
            throw new InvalidCursorException();
        }
        return position;
    }

    /** Of the list's name and all bytes before the buffer's position. */
    private static int checksum(String list, ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(list.getBytes(StandardCharsets.UTF_8));
        crc.update(bytes.array(), 0, bytes.position());
        return (int) crc.getValue();
    }
}
