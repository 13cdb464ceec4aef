package io.rookery.defaults.security;

/** The header by which one service proves to another that it is one of ours. */
public final class InternalKey {

    public static final String HEADER = "X-Internal-Key";

    private InternalKey() {}
}
