package io.rookery.local.chaos;

import java.util.Locale;

/** What one person has with another; the last part of the path that changes it. */
enum Relation {
    FOLLOW,
    MUTE,
    BLOCK;

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }
}
