package io.rookery.local.chaos.check;

import java.util.Locale;

/** What one person has with another; the last part of the path that changes it. */
public enum Relation {
    FOLLOW,
    MUTE,
    BLOCK;

    public String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
