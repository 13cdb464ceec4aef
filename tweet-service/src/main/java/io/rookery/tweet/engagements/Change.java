package io.rookery.tweet.engagements;

/** What is to be so afterwards, whatever is so now: a change can be made twice. */
sealed interface Change {

    Member member();

    record Add(Member member, long entryId) implements Change {}

    record Remove(Member member) implements Change {}
}
