package io.rookery.tweet.tweets;

/** What lists of an author's tweets are chosen by. */
public enum TweetKind {
    /** A tweet of its own, with or without a quote. */
    POST,
    /** An answer, with or without a quote. */
    REPLY,
    /** Somebody's tweet shown again. */
    RETWEET
}
