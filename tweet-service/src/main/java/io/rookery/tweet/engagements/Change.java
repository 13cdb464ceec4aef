package io.rookery.tweet.engagements;

import org.jspecify.annotations.Nullable;

/** What is to be so afterwards, whatever is so now: a change can be made twice. */
sealed interface Change {

    Member member();

    record Add(Member member, long entryId) implements Change {}

    /** @param entryId only this one is removed; null for any */
    record Remove(Member member, @Nullable Long entryId) implements Change {}
}
