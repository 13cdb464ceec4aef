package io.rookery.user.erasure;

/** What keeps something of a user, and says when that is erased. */
enum Store {
    /** Ours: account, sessions, follows, blocks, mutes and counts. */
    USERS,
    TWEETS,
    MEDIA,
    TIMELINES
}
