package io.rookery.tweet.engagements;

import java.util.Arrays;

/**
 * What can be done to a tweet. The member is who did it: a user, once for each tweet, or the replying or quoting tweet. The
 * entry is when: a time-ordered id, of the reaction or of the retweet, reply or quote itself.
 */
public enum Kind {
    LIKE(1, 2, true),
    RETWEET(3, 4, false),
    BOOKMARK(5, 6, true),
    REPLY(7, 7, false),
    QUOTE(8, 8, false);

    // Stored numbers: never change one, never use one again
    private final byte members;
    private final byte entries;
    private final boolean listedByUser;

    Kind(int members, int entries, boolean listedByUser) {
        this.members = (byte) members;
        this.entries = (byte) entries;
        this.listedByUser = listedByUser;
    }

    static Kind ofMembers(byte list) {
        return Arrays.stream(values())
                .filter(kind -> kind.members == list)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No list of members: " + list));
    }

    /** Number of the list of rows by member. */
    byte members() {
        return members;
    }

    /** Number of the list of rows by entry; the same one where the member is the entry. */
    byte entries() {
        return entries;
    }

    /** Whether a user's own are listed: {@link Engagements#byUser}. */
    boolean isListedByUser() {
        return listedByUser;
    }
}
