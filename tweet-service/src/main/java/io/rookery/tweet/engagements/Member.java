package io.rookery.tweet.engagements;

/** One of those a tweet has of a kind. */
record Member(Kind kind, long memberId) {}
